import { isGraver } from "./act";
import type { Verdict } from "./decide-class";
import type { Readings } from "./readings";
import type { Evidence, RiskClass } from "./risk-class";

/** A server isn't believed when it says that its tool is harmless, unless something else says so too. */
export function decideByHints(verdict: Verdict, readings: Readings): Verdict {
  const { hints } = readings;
  if (hints.areDefaults)
    return noted(
      verdict,
      "readOnlyHint: false, destructiveHint: true",
      "all hints stand at their defaults: no one chose them",
    );
  if (hints.readOnly === true && hints.destructive === true)
    return noted(
      verdict,
      "readOnlyHint: true, destructiveHint: true",
      "the two contradict each other: neither is believed",
    );
  if (hints.readOnly === true) return believed(verdict, readings);
  if (hints.destructive === true) return raisedTo(verdict, "destructive", "destructiveHint: true");
  if (hints.readOnly === false && verdict.class === "read") {
    // What only shows what would be done is none of it; `false` is what frameworks write unasked.
    if (!verdict.isLoose && hints.destructive !== undefined && SUPPOSES.has(readings.name.act?.quote ?? ""))
      return noted(verdict, "readOnlyHint: false", "to suppose something changes nothing");
    return raisedTo(verdict, "write", "readOnlyHint: false");
  }
  return verdict;
}

function believed(verdict: Verdict, readings: Readings): Verdict {
  const quote = "readOnlyHint: true";
  if (verdict.class === "read") {
    const evidence: Evidence = { source: "annotations", quote, class: "read", says: "the server says so too" };
    return {
      ...verdict,
      confidence: Math.min(0.98, verdict.confidence + 0.1),
      evidence: [...verdict.evidence, evidence],
    };
  }
  const borneOut = verdict.isLoose ? corroboration(verdict, readings) : null;
  if (borneOut === null) return noted(verdict, quote, "not believed: nothing else bears it out");
  const evidence: Evidence = { source: "annotations", quote, class: "read", says: `borne out by ${borneOut}` };
  return { class: "read", kind: "read", confidence: 0.6, isLoose: true, evidence: [...verdict.evidence, evidence] };
}

const SUPPOSES: ReadonlySet<string> = new Set("preview simulate estimate".split(" "));

const RISKY: ReadonlySet<string> = new Set(["code", "query", "amount", "erase", "confirm", "recipient"]);

function corroboration(verdict: Verdict, { name, schema, description, words }: Readings): string | null {
  if (schema.telling.some(({ kind }) => RISKY.has(kind))) return null;
  if (name.information !== null) return `the name (${name.information})`;
  const asked = words.find((word) => ASKS.has(word));
  if (asked !== undefined) return `the name (${asked})`;
  if (verdict.class !== null) return null;
  if (description?.acts[0]?.class === "read") return "the description";
  return schema.isLookup ? "parameters that only say which and how many" : null;
}
const ASKS = new Set("query queries report reports search lookup analysis insights".split(" "));

function raisedTo(verdict: Verdict, to: RiskClass, quote: string): Verdict {
  // What runs may do worse than it says; that it destroys makes it graver, not another class.
  if (verdict.class === "execute" || (verdict.class !== null && !isGraver(to, verdict.class)))
    return noted(verdict, quote, "the server says so too");
  // To the protocol, overwriting is as destructive as removing: on a tool that says it changes things it tells no more.
  if (to === "destructive" && CHANGES.has(verdict.kind) && !verdict.isLoose)
    return noted(
      verdict,
      quote,
      "the server warns that what is changed may be lost: graver, though nothing is said to be removed",
    );
  const evidence: Evidence = { source: "annotations", quote, class: to, says: "a server is believed when it warns" };
  return {
    class: to,
    kind: to === "destructive" ? "destroy" : "write",
    confidence: 0.65,
    isLoose: false,
    evidence: [...verdict.evidence, evidence],
  };
}

const CHANGES: ReadonlySet<Verdict["kind"]> = new Set(["write", "send", "access"] as const);

function noted(verdict: Verdict, quote: string, says: string): Verdict {
  return { ...verdict, evidence: [...verdict.evidence, { source: "annotations", quote, class: null, says }] };
}
