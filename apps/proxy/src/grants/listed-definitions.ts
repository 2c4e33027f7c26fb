import type { JsonObject } from "@policylayer/policy";
import type { DefinitionDoubts } from "./definition-doubts";
import type { Binding } from "./grant";

/** One page of a server's tools held against what was approved. */
export class ListedDefinitions {
  /** Whether the worker has something to look at: a tool that is new, changed, or again as it was approved. */
  hasNews = false;

  constructor(
    private readonly binding: Binding,
    private readonly doubts: DefinitionDoubts,
    private readonly nowMs: number,
  ) {}

  /** What is listed otherwise never reaches a model, and its calls are refused from here on. */
  isAsApproved(name: string, listed: JsonObject): boolean {
    const { binding, doubts, nowMs } = this;
    const pinned = binding.tools.get(name);
    if (pinned === undefined) {
      this.hasNews = true;
      return false;
    }
    const found = pinned.compare(listed);
    const isQuarantined = binding.quarantined.has(name);
    if (found !== "same" || isQuarantined) this.hasNews ||= found !== "other" || !isQuarantined;
    if (found === "other") doubts.add(binding, name, nowMs);
    else doubts.clear(binding, name);
    return found !== "other" && !isQuarantined;
  }
}
