import { type RiskClass, type RiskEffect, splitName } from "@policylayer/risk";
import { everybodys, handingOver, nobodysOwn, privateThings, thingsOthersRead, thingsOthersWrite } from "./leg-words";
import type { StackServer, StackTool, ToolRef } from "./stack-server";

/**
 * The three legs that data leaves by:
 *
 * - `private`: the tool gives the agent what isn't everybody's to see. It reads secrets; or reads any path; or runs what it
 *   is given, which can read what the server can; or reads, and its name or description begins with things that are somebody's own and nowhere says the web; or reads
 *   and says that its world is closed (`openWorldHint: false`).
 * - `untrusted`: the tool shows the agent what others wrote, which may be meant for the agent. It opens any address; or reads
 *   things that others write; or reads and says that its world is open (`openWorldHint: true`).
 * - `outside`: what the agent gives the tool can get to others. It sends; or opens any address, which can carry data; or runs
 *   what it is given, which can connect; or makes what others read; or changes something and says that its world is open.
 *
 * Effects come before hints, hints before words. A hint adds a leg and never takes one away: the server may say anything.
 * All four hints at the protocol's defaults count for nothing, because frameworks write them unasked.
 */
export const legs = ["private", "untrusted", "outside"] as const;
export type Leg = (typeof legs)[number];

/** A tool that makes a leg, and why. */
export interface LegTool extends ToolRef {
  readonly because: string;
}

export type Legs = Readonly<Record<Leg, readonly LegTool[]>>;

const DESCRIPTION_WORDS = 14;
const DESCRIPTION_CHARACTERS = 240;

export function findLegs(servers: readonly StackServer[]): Legs {
  const found: Record<Leg, LegTool[]> = { private: [], untrusted: [], outside: [] };
  for (const { name: server, tools } of servers) {
    for (const tool of tools ?? []) {
      const told = readTool(tool);
      for (const leg of legs) {
        const because = REASONS[leg](told);
        if (because !== null) found[leg].push({ server, tool: tool.name, because });
      }
    }
  }
  for (const leg of legs) found[leg].sort((a, b) => Number(isSaidOnly(a)) - Number(isSaidOnly(b)));
  return found;
}

/** What a server only says itself comes last. */
function isSaidOnly({ because }: LegTool): boolean {
  return because.includes("as it says itself");
}

interface Told {
  readonly class: RiskClass;
  readonly effects: readonly RiskEffect[];
  readonly openWorld: boolean | null;
  readonly words: readonly string[];
  /** Of the name, and of the beginning of the description. */
  readonly about: readonly string[];
}

const REASONS: Readonly<Record<Leg, (told: Told) => string | null>> = {
  private: becausePrivate,
  untrusted: becauseUntrusted,
  outside: becauseOutside,
};

function becausePrivate(told: Told): string | null {
  const { effects } = told;
  if (effects.includes("reads_secrets")) return "it answers with secrets";
  if (effects.includes("runs_code")) return "it runs what it is given, which can read what the server can";
  if (!isReading(told)) return null;
  if (effects.includes("reaches_any_path")) return "it reads any path it is given";
  const isPublic = effects.includes("reaches_any_url") || firstOf(told.about, everybodys) !== null;
  const thing = firstOf(told.about, privateThings);
  if (thing !== null && !isPublic) return `it reads “${thing}”`;
  return told.openWorld === false && firstOf(told.words, nobodysOwn) === null
    ? "it reads from a closed world, as it says itself (openWorldHint: false)"
    : null;
}

function becauseUntrusted(told: Told): string | null {
  if (!isReading(told)) return null;
  if (told.effects.includes("reaches_any_url")) return "it opens any address";
  if (told.openWorld === true) return "it reads from an open world, as it says itself (openWorldHint: true)";
  const thing = firstOf(told.about, thingsOthersWrite);
  return thing === null ? null : `it reads “${thing}”, which others write`;
}

function becauseOutside(told: Told): string | null {
  const { effects, words } = told;
  if (effects.includes("sends_outside")) return "it sends what it is given";
  if (effects.includes("reaches_any_url")) return "it opens any address, and an address can carry data";
  if (effects.includes("runs_code")) return "it runs what it is given, which can connect";
  if (told.class === "read") return null;
  if (told.openWorld === true) return "it changes an open world, as it says itself (openWorldHint: true)";
  if (told.class === "destructive") return null;
  const step = firstOf(words, handingOver);
  if (step !== null) return `it hands over: “${step}”`;
  const thing = firstOf(words, thingsOthersRead);
  return thing === null ? null : `it writes “${thing}”, which others read`;
}

/** An `execute` may answer with anything. */
function isReading(told: Told): boolean {
  return told.class === "read" || told.class === "execute";
}

function readTool(tool: StackTool): Told {
  const words = splitName(tool.name);
  const description = splitName((tool.description ?? "").slice(0, DESCRIPTION_CHARACTERS)).slice(0, DESCRIPTION_WORDS);
  return {
    class: tool.class,
    effects: tool.effects,
    openWorld: openWorldOf(tool.annotations),
    words,
    about: [...words, ...description],
  };
}

function openWorldOf(annotations: Readonly<Record<string, unknown>>): boolean | null {
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations;
  if (readOnlyHint === false && destructiveHint === true && idempotentHint === false && openWorldHint === true)
    return null;
  return typeof openWorldHint === "boolean" ? openWorldHint : null;
}

function firstOf(words: readonly string[], things: ReadonlySet<string>): string | null {
  const at = words.findIndex((word) => things.has(word) || things.has(singular(word)));
  const found = words[at];
  if (found === undefined) return null;
  return found === "pull" && words[at + 1]?.startsWith("request") ? `pull ${words[at + 1]}` : found;
}

function singular(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(s|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}
