import { type CompiledPolicy, compilePolicy, explainCall, parsePolicy, planCall } from "@policylayer/policy";
import { type Measured, measure, measureBoth } from "./measure";
import { bombs, callOf, documents, judgeCases, patternPolicy } from "./policy-bench-cases";

/** What a single call may cost of one core, whatever it holds. */
const LIMIT_MS = 50;

/**
 * How fast policies are compiled and calls are judged, on one core. Everything is set beside `JSON.parse` of the same text,
 * which whoever reads the message pays anyway; a ratio of 2 takes twice as long.
 */
export function benchPolicy(): void {
  console.log(
    `${"policy".padEnd(44)} ${"ops/s".padStart(11)} ${"median µs".padStart(11)} ${"of JSON.parse".padStart(14)}`,
  );
  for (const [what, text] of documents) {
    const { ours, base } = measureBoth(
      () => compiled(text),
      () => JSON.parse(text),
    );
    printRow(`parse and compile, ${what}`, ours, base, "");
  }

  for (const { what, policy: text, call } of judgeCases) {
    const policy = compiled(text);
    const { ours, base } = measureBoth(
      () => planCall(policy, call),
      () => JSON.parse(call.argumentsText ?? ""),
    );
    const verdict = ours.p99Ms <= LIMIT_MS ? "within" : "OVER";
    printRow(`judge, ${what}`, ours, base, `p99 ${ours.p99Ms.toFixed(2)} ms, ${verdict} ${LIMIT_MS}`);
  }
  const [, explained] = judgeCases;
  if (explained !== undefined) {
    const policy = compiled(explained.policy);
    const { ours, base } = measureBoth(
      () => explainCall(policy, explained.call),
      () => JSON.parse(explained.call.argumentsText ?? ""),
    );
    printRow(`explain, ${explained.what}`, ours, base, "");
  }
  console.log("\npatterns that break others: refused when saved, or twice the time for twice the text");
  for (const pattern of bombs) console.log(`${pattern.padEnd(24)} ${bombReport(pattern)}`);
  console.log("");
}

function compiled(text: string): CompiledPolicy {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems[0]));
  return compilePolicy(parsed.document);
}

function bombReport(pattern: string): string {
  const parsed = parsePolicy(patternPolicy(pattern));
  if (!parsed.ok) return `refused: ${parsed.problems[0]?.message}`;
  const policy = compilePolicy(parsed.document);
  const times = [16_384, 32_768, 65_536].map((length) => {
    const call = callOf("run", { text: `${"a".repeat(length - 1)}!` });
    return measure(() => planCall(policy, call)).medianMs;
  });
  const steps = times.slice(1).map((ms, n) => (ms / (times[n] ?? Number.NaN)).toFixed(1));
  return `16, 32, 64 KiB: ${times.map((ms) => (ms * 1000).toFixed(1)).join(", ")} µs (× ${steps.join(", × ")})`;
}

function printRow(what: string, ours: Measured, base: Measured, more: string): void {
  const perSecond = Math.round(ours.perSecond).toLocaleString("en").padStart(11);
  const median = (ours.medianMs * 1000).toFixed(2).padStart(11);
  const ratio = (ours.medianMs / base.medianMs).toPrecision(2).padStart(14);
  console.log(`${what.padEnd(44)} ${perSecond} ${median} ${ratio}  ${more}`.trimEnd());
}
