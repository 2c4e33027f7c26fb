import type { FactName } from "./condition-path";
import { markInexactNumbers } from "./mark-inexact";
import type { ReasonCode } from "./reason-codes";
import { type TimeFacts, timeFactsAt } from "./time-facts";
import type { JsonObject, ToolCall } from "./tool-call";
import type { Trace } from "./trace";

/** Why a value can't be judged: always a denial, wherever the condition stands. */
export interface Fault {
  readonly code: Extract<
    ReasonCode,
    "argument_type" | "unsafe_number" | "ambiguous_argument" | "argument_too_long" | "policy_invalid"
  >;
  readonly path: string;
  /** For `argument_type`: what was wanted and what was there, e.g. "a number", "text". */
  readonly wanted: string;
  readonly found: string;
}

/** No text longer than this (UTF-16 units) is given to a pattern. */
export const patternInputMax = 65_536;
/** What one call may give to patterns and globs in all, and how many list items it may have looked at. */
const PATTERN_TEXT_MAX = 16 * patternInputMax;
const ITEMS_MAX = 100_000;

/**
 * One call while it is judged. What costs time is worked out when a condition first asks for it. The first fault stands:
 * whoever evaluates conditions looks at it before believing them.
 */
export class Judging {
  fault: Fault | null = null;
  /** Becomes another object when a number of the arguments turns out to be inexact. */
  args: JsonObject | null;
  #mark: string | null = null;
  #areNumbersChecked: boolean;
  #patternTextLeft = PATTERN_TEXT_MAX;
  #itemsLeft = ITEMS_MAX;
  #time: TimeFacts | null = null;

  constructor(
    readonly call: ToolCall,
    readonly timezone: string,
    readonly trace: Trace | null,
  ) {
    this.args = call.args;
    this.#areNumbersChecked = call.argumentsText === null;
  }

  fail(code: Fault["code"], path: string, wanted = "", found = ""): void {
    this.fault ??= { code, path, wanted, found };
  }

  /** Whether a value stands where an inexact number was. */
  isInexact(value: unknown): boolean {
    return this.#mark !== null && value === this.#mark;
  }

  /**
   * To be called when a number is about to be compared. True when that showed the arguments to hold inexact numbers:
   * `args` is another object now, to be walked again.
   */
  checkNumbers(path: string): boolean {
    if (this.#areNumbersChecked) return false;
    this.#areNumbersChecked = true;
    const marked = markInexactNumbers(this.call.argumentsText ?? "");
    if (marked === null) return false;
    if (marked === "unreadable") {
      this.fail("unsafe_number", path);
      return false;
    }
    this.args = marked.args;
    this.#mark = marked.mark;
    return true;
  }

  /** Whether any number of the arguments is inexact; for what looks at all of them. */
  hasInexactNumber(): boolean {
    this.checkNumbers("args");
    return this.#mark !== null || this.fault !== null;
  }

  /** False, and a fault, when a text is too long for a pattern, or one too many. */
  spendPatternText(length: number, path: string): boolean {
    this.#patternTextLeft -= length;
    if (length <= patternInputMax && this.#patternTextLeft >= 0) return true;
    this.fail("argument_too_long", path);
    return false;
  }

  /** False, and a fault, when more list items were looked at than one call may cost. */
  spendItems(count: number, path: string): boolean {
    this.#itemsLeft -= count;
    if (this.#itemsLeft >= 0) return true;
    this.fail("argument_too_long", path);
    return false;
  }

  /** undefined or null is a missing value. */
  fact(name: FactName): unknown {
    const { tool, toolClass, facts } = this.call;
    switch (name) {
      case "tool.name":
        return tool;
      case "tool.class":
        return toolClass;
      case "grant.id":
        return facts.grant.id;
      case "grant.label":
        return facts.grant.label;
      case "team.slug":
        return facts.team.slug;
      case "server.slug":
        return facts.server.slug;
      case "client.name":
        return facts.client.name;
      case "time.hour":
        return this.#timeFacts().hour;
      case "time.weekday":
        return this.#timeFacts().weekday;
      case "time.date":
        return this.#timeFacts().date;
      default:
        return this.#unknownFact(name);
    }
  }

  #timeFacts(): TimeFacts {
    this.#time ??= timeFactsAt(this.call.facts.nowMs, this.timezone);
    return this.#time;
  }

  #unknownFact(name: never): undefined {
    this.fail("policy_invalid", String(name));
    return undefined;
  }
}
