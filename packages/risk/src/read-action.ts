import { CLASS_OF_KIND, isGraver } from "./act";
import { choicesOf } from "./flatten-schema";
import { findVerbOfAny } from "./lexicon/find-verb";
import { foldWord } from "./lexicon/fold-word";
import { unspacedActs } from "./read-unspaced";
import type { RiskClass } from "./risk-class";
import { splitName } from "./split-name";

/** A parameter that chooses what the tool does, and the gravest thing it can be told to. */
export interface ActionParameter {
  readonly name: string;
  readonly worst: RiskClass;
  readonly value: string;
  readonly mildest: RiskClass;
  readonly values: readonly string[];
  /** Named for a sort of thing (`type`), so that it counts only where nothing else tells. */
  readonly isWeak: boolean;
  readonly isRequired: boolean;
  /** One of its values looks, so that the others don't only say what is looked for. */
  readonly looksToo: boolean;
}

const VALUES_MAX = 500;
const DESCRIPTION_MAX = 600;
const ACTIONS = new Set(
  "action actions operation operations op command cmd verb method mode task subcommand function act intent do accion operacion operation aktion vorgang azione operazione acao operacao 操作 動作 动作 アクション".split(
    " ",
  ),
);
const LOOKS = /^(?:get|list|read|view|show|search|find|describe|query|fetch|info|status)(?![a-z])/;
const SORTS = new Set("type kind change".split(" "));

/** The values of an enumeration, or those a description counts up: "one of: create, delete". null: chooses nothing. */
export function readAction(
  name: string,
  parts: readonly string[],
  property: Readonly<Record<string, unknown>>,
  isRequired: boolean,
): ActionParameter | null {
  const isAction = ACTIONS.has(parts.at(-1) ?? "") || ACTIONS.has(parts[0] ?? "");
  const isWeak = !isAction && parts.length === 1 && SORTS.has(parts[0] ?? "");
  if (!isAction && !isWeak) return null;
  const all = choicesOf(property) ?? (isWeak ? [] : counted(property));
  const values = all.length > VALUES_MAX ? all.slice(0, VALUES_MAX) : all;
  let worst: RiskClass | null = null;
  let mildest: RiskClass | null = null;
  let value = "";
  let known = 0;
  for (const each of values) {
    const found = classOfValue(each);
    if (found === null) continue;
    known += 1;
    if (worst === null || isGraver(found, worst)) {
      worst = found;
      value = each;
    }
    if (mildest === null || isGraver(mildest, found)) mildest = found;
  }
  // Nothing is known of those that aren't looked at.
  if (values.length < all.length && (worst === null || worst === "read" || worst === "write")) {
    worst = "execute";
    mildest ??= "execute";
    value = values[0] ?? "";
  }
  if (worst === null || mildest === null || (isWeak && known * 2 <= values.length)) return null;
  return { name, worst, value, mildest, values, isWeak, isRequired, looksToo: values.some((each) => LOOKS.test(each)) };
}

function counted(property: Readonly<Record<string, unknown>>): string[] {
  if (property.type !== undefined && property.type !== "string") return [];
  const description = typeof property.description === "string" ? property.description.slice(0, DESCRIPTION_MAX) : "";
  const after = /[:(]([^.]*)/.exec(description)?.[1] ?? description;
  const parts = after.split(/[,|/;"'`()]|\bor\b|\band\b/).map((part) => part.trim());
  return parts.length < 2 ? [] : parts.filter((part) => part !== "" && part.length < 30 && !part.includes(" "));
}

const HTTP: ReadonlyMap<string, RiskClass> = new Map([
  ["get", "read"],
  ["head", "read"],
  ["options", "read"],
  ["post", "write"],
  ["put", "write"],
  ["patch", "write"],
  ["delete", "destructive"],
]);

function classOfValue(value: string): RiskClass | null {
  const short = value.slice(0, 60);
  const http = HTTP.get(short.toLowerCase());
  if (http !== undefined) return http;
  for (const word of splitName(short)) {
    const verb = findVerbOfAny(foldWord(word));
    // `driving` is a way to go, and `imports` are things: not what is done.
    const isSort = verb?.language === "en" && (word.endsWith("ing") || (verb.isNoun && verb.isThird));
    if (verb !== undefined && !isSort && verb.isThing !== true) return CLASS_OF_KIND[verb.kind];
  }
  const [act] = unspacedActs(value.slice(0, 30), "input_schema");
  return act?.class ?? null;
}

/** `GET`, `POST`: any request can be made. `get` and `delete` alone may as well be two things to do. */
export function isHttpMethod({ values, name }: ActionParameter): boolean {
  if (!values.every((value) => HTTP.has(value.toLowerCase()))) return false;
  return /method|verb/i.test(name) || values.some((value) => !/^(?:get|delete)$/.test(value));
}
