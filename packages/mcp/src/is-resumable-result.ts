import { isJsonObject, type JsonObject, ownMember } from "./json-value";

/** Members of results that are filtered on their way to the client, or belong to the session: they come as answers only. */
const FILTERED = ["tools", "prompts", "resources", "resourceTemplates", "completion", "capabilities"];

/**
 * Whether an answer may be relayed on a stream that a client has resumed, where nobody knows any more what it answers. A list
 * may not: what the policy hides would come with it.
 */
export function isResumableResult(answer: JsonObject): boolean {
  const result = ownMember(answer, "result");
  return !isJsonObject(result) || !FILTERED.some((member) => Object.hasOwn(result, member));
}
