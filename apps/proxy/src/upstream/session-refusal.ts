import { z } from "zod";

/** More than a refusal of the transport has to say. */
export const REFUSAL_BYTES_MAX = 4_096;
/** The same where it is an error of the revision, which may hold data. */
export const ERROR_BYTES_MAX = 16_384;

const refusalSchema = z.object({ jsonrpc: z.literal("2.0"), error: z.object({ message: z.string() }) });
const NAMES_SESSION = /\bsession\b|\bnot initialized\b/i;

/**
 * Whether the body of an HTTP 400 is a JSON-RPC error that says it is the session that is not known, as the official SDK's
 * servers answer. Any other 400 may come from a message that was acted upon.
 */
export function isSessionRefusal(body: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
  const refusal = refusalSchema.safeParse(value);
  return refusal.success && NAMES_SESSION.test(refusal.data.error.message);
}
