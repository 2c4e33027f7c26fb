import { membersAt } from "./json-members";
import type { JsonRpcId } from "./json-rpc-message";
import type { UpstreamMessage } from "./read-upstream-answer";

type Answer = Extract<UpstreamMessage, { kind: "answer" }>;

/** An answer that was read, with its text before and after the id. */
export interface KnownAnswer {
  readonly before: string;
  readonly after: string;
  readonly answer: Answer;
}

/** What it takes to know the answer again. Null for an error, and for one that isn't relayed to the letter. */
export function toKnownAnswer(answer: Answer, text: string): KnownAnswer | null {
  if (answer.isRpcError || answer.text !== text) return null;
  const id = membersAt(text, text.indexOf("{")).find(({ key }) => key === "id");
  return id === undefined ? null : { before: text.slice(0, id.valueStart), after: text.slice(id.end), answer };
}

/**
 * What `readUpstreamAnswer` would make of a text that differs from a known answer in nothing but its id, which must be `id`
 * as `JSON.stringify` writes it; its result is the very object of the known one. Null for every other text: one that
 * differs in a single character has to be read.
 */
export function readKnownAnswer({ before, after, answer }: KnownAnswer, text: string, id: JsonRpcId): Answer | null {
  const idText = JSON.stringify(id);
  const isSame =
    text.length === before.length + idText.length + after.length &&
    text.startsWith(before) &&
    text.startsWith(idText, before.length) &&
    text.endsWith(after);
  return isSame ? { ...answer, value: { ...answer.value, id }, text } : null;
}
