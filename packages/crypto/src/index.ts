export { approvalDigest } from "./approval-digest";
export {
  approvalArgumentsPlace,
  CannotOpen,
  mintDataKey,
  open,
  parseKey,
  seal,
  serverHeadersPlace,
  unwrapDataKey,
} from "./envelope";
export { type IdPrefix, newId, timeOfId } from "./new-id";
export { hashOpaqueToken, mintOpaqueToken } from "./opaque-token";
export { hashToken, isWellFormedToken, mintToken, TOKEN_PATTERN, type TokenKind, tokenLast4 } from "./token";
