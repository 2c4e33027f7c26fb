import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { parseInput } from "../input/parse-input";
import { type ServerAddressInput, type ServerConnection, serverAddressSchema } from "./schemas";

/** An address as a person typed it, checked as `createServer` would, for trying it before saving. Nothing is stored. */
export function requireServerAddress(ctx: ServiceContext, input: ServerAddressInput): ServerConnection {
  authorize(ctx, "servers:write");
  const { url, headers } = parseInput(serverAddressSchema, input);
  return { url, headers: headers ?? {} };
}
