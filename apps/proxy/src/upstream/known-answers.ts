import {
  type JsonRpcId,
  type KnownAnswer,
  readKnownAnswer,
  readUpstreamAnswer,
  toKnownAnswer,
  type UpstreamMessage,
} from "@policylayer/mcp";
import { BoundedMap } from "../bounded-map";

const ANSWERS_MAX = 64;
/** Of an answer that is kept, and so of what is made of it: 600 tools of an ordinary length. */
export const KNOWN_CHARS_MAX = 327_680;

/**
 * The last answer to each of some requests that are asked again and again and mostly get the same answer: lists. One that is the
 * same to the character, but for the id, needs no reading: every message is compared whole, and no hash stands for it. What is
 * made of it may be kept with its `result`, which is then the same object.
 */
export class KnownAnswers {
  readonly #known = new BoundedMap<string, KnownAnswer>(ANSWERS_MAX);

  /** As `readUpstreamAnswer`. `asked` tells requests apart that get different answers; it opens nothing. */
  read(asked: string, text: string, id: JsonRpcId): UpstreamMessage {
    const known = this.#known.get(asked);
    const same = known === undefined ? null : readKnownAnswer(known, text, id);
    if (same !== null) return same;
    const message = readUpstreamAnswer(text, id);
    if (message.kind !== "answer" || text.length > KNOWN_CHARS_MAX) return message;
    const next = toKnownAnswer(message, text);
    if (next !== null) this.#known.set(asked, next);
    return message;
  }
}
