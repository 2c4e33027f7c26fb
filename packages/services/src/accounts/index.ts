export { createSession, SESSION_DAYS } from "./create-session";
export { endSession } from "./end-session";
export { findSessionUser } from "./find-session-user";
export {
  type NewSession,
  type SignUpInput,
  signUpSchema,
  type UserView,
  verifyPasswordSchema,
} from "./schemas";
export { type SignedUp, signUp } from "./sign-up";
export { type VerifyPasswordInput, verifyPassword } from "./verify-password";
