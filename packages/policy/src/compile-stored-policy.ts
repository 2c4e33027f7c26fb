import { type CompiledPolicy, compilePolicy } from "./compile-policy";
import { readPolicy } from "./read-policy";

/**
 * Compiles a stored text. One that can't be read (written by a newer version, or damaged) becomes a policy that refuses
 * every call with `policy_invalid`: an unreadable rule is never skipped. Its own tests passed when it was saved, and aren't
 * run again.
 */
export function compileStoredPolicy(text: string): CompiledPolicy {
  const read = readPolicy(text);
  return read.ok ? compilePolicy(read.document) : { kind: "unreadable" };
}
