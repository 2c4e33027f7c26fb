import type { Verdict } from "./decide-class";
import { accessWords, codeWords, outside, secretPhrases, secrets } from "./lexicon/nouns";
import type { TellingParameter } from "./read-schema";
import type { Readings } from "./readings";
import type { Evidence, RiskClass, RiskEffect } from "./risk-class";

export interface FoundEffects {
  readonly effects: readonly RiskEffect[];
  readonly evidence: readonly Evidence[];
}

const LOOKED_AT_MAX = 60;

/** What a tool does besides its class, each with the word or parameter that says so. */
export function findEffects(cls: RiskClass, verdict: Verdict, readings: Readings): FoundEffects {
  const effects: RiskEffect[] = [];
  const evidence: Evidence[] = [];
  const add = (effect: RiskEffect, source: Evidence["source"], quote: string) => {
    if (effects.includes(effect)) return;
    effects.push(effect);
    evidence.push({ source, quote, class: null, says: EFFECT_SAYS[effect] });
  };
  const { words, schema, description, hints } = readings;
  const kinds = new Set([verdict.kind, readings.name.act?.kind ?? null]);
  const text = description?.words.slice(0, LOOKED_AT_MAX) ?? [];

  const secret = secretIn(words) ?? (cls === "read" ? secretIn(text) : undefined);
  if (secret !== undefined && (cls === "read" || kinds.has("write")))
    add("reads_secrets", words.includes(secret.split(" ")[0] ?? "") ? "name" : "description", secret);
  if (kinds.has("send")) add("sends_outside", "name", words.join(" "));
  const sent =
    cls === "read" || cls === "destructive" ? undefined : schema.telling.find(({ kind }) => kind === "recipient");
  if (sent !== undefined && (kinds.has("send") || words.some((word) => outside.has(word))))
    add("sends_outside", "input_schema", sent.name);
  if (cls === "financial")
    add("moves_money", verdict.evidence.at(-1)?.source ?? "name", verdict.evidence.at(-1)?.quote ?? words.join(" "));
  const code = schema.telling.find(({ kind }) => kind === "code" || kind === "query");
  if (cls === "execute" && code !== undefined) add("runs_code", "input_schema", code.name);
  const coded =
    cls === "execute"
      ? (words.find((word) => codeWords.has(word)) ?? text.slice(0, 12).find((word) => codeWords.has(word)))
      : undefined;
  if (coded !== undefined) add("runs_code", words.includes(coded) ? "name" : "description", coded);
  if (cls !== "read") {
    const accessed = words.find((word) => accessWords.has(word));
    if (kinds.has("access")) add("changes_access", "name", words.join(" "));
    else if (accessed !== undefined && isAboutAccess(words, accessed)) add("changes_access", "name", accessed);
  }
  addReach(schema.telling, add);
  if (hints.openWorld === true && cls === "write" && kinds.has("send"))
    add("sends_outside", "annotations", "openWorldHint: true");
  return { effects, evidence };
}

function addReach(
  telling: readonly TellingParameter[],
  add: (effect: RiskEffect, source: Evidence["source"], quote: string) => void,
): void {
  for (const { kind, name } of telling) {
    if (kind === "url") add("reaches_any_url", "input_schema", name);
    if (kind === "path") add("reaches_any_path", "input_schema", name);
  }
}

/** `create_user` and `add_role` do; `update_user_note` doesn't. */
/** Keys of a keyboard. */
const PRESSING: ReadonlySet<string> = new Set(["press", "hold", "release", "hit", "tap", "type"]);

function isAboutAccess(words: readonly string[], accessed: string): boolean {
  const at = words.indexOf(accessed);
  if (PRESSING.has(words[at - 1] ?? "")) return false;
  const next = words[at + 1];
  return next === undefined || accessWords.has(next) || ["to", "from", "for", "in", "on", "by", "link"].includes(next);
}

function secretIn(words: readonly string[]): string | undefined {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (secrets.has(word)) return word;
    const next = words[index + 1];
    if (next !== undefined && secretPhrases.some(([first, second]) => first === word && second === next))
      return `${word} ${next}`;
  }
  return undefined;
}

const EFFECT_SAYS: Readonly<Record<RiskEffect, string>> = {
  reads_secrets: "answers with something that opens other doors",
  sends_outside: "what is given to it leaves the server",
  moves_money: "money moves",
  runs_code: "what is given to it is run",
  changes_access: "changes who may do what",
  reaches_any_url: "any address can be given",
  reaches_any_path: "any path can be given",
};
