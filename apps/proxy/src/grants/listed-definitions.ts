import type { JsonObject } from "@policylayer/policy";
import type { DefinitionDoubts } from "./definition-doubts";
import type { Binding } from "./grant";

/** One page of a server's tools held against what was approved. What comes of it depends on the binding and the page alone. */
export class ListedDefinitions {
  /** Whether the worker has something to look at: a tool that is new, changed, or again as it was approved. */
  hasNews = false;
  readonly #approved: string[] = [];
  readonly #changed: string[] = [];

  constructor(private readonly binding: Binding) {}

  /** What is listed otherwise never reaches a model. */
  isAsApproved(name: string, listed: JsonObject): boolean {
    const { binding } = this;
    const pinned = binding.tools.get(name);
    if (pinned === undefined) {
      this.hasNews = true;
      return false;
    }
    const found = pinned.compare(listed);
    const isQuarantined = binding.quarantined.has(name);
    if (found !== "same" || isQuarantined) this.hasNews ||= found !== "other" || !isQuarantined;
    if (found === "other") this.#changed.push(name);
    else this.#approved.push(name);
    return found !== "other" && !isQuarantined;
  }

  /** Whenever the page was listed: calls of what changed are refused from here on, those of what didn't no longer. */
  tell(doubts: DefinitionDoubts, nowMs: number): void {
    for (const name of this.#changed) doubts.add(this.binding, name, nowMs);
    if (!doubts.isEmpty) for (const name of this.#approved) doubts.clear(this.binding, name);
  }
}
