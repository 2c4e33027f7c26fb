import type { JsonPath } from "../json-pointer";
import { type Fields, isFields } from "./fields";
import type { Findings } from "./finding";
import { codePoint, hiddenKinds, readsAs, revealHidden, splitHidden, taggedText } from "./hidden-characters";
import { INSTRUCTIONS, SECRETS, URLS } from "./instruction-patterns";

/** A text somewhere in a definition: a value, or the name of a field. */
interface PlacedText {
  readonly path: JsonPath;
  readonly text: string;
}

/** A match in a text, and the words by which two definitions are compared. */
interface Match {
  readonly path: JsonPath;
  readonly said: string;
}

/** No pattern matches less. */
const SHORTEST_MATCH = 4;
const TEXT_LENGTH_MAX = 100_000;
const EXCERPT_LENGTH_MAX = 160;
const SHOWN_CODE_POINTS_MAX = 6;

/**
 * What a model would read in `after` and not in `before`: hidden characters, sentences that give orders, mentions of secrets
 * and of other tools, addresses. All texts are looked at, wherever they stand; what only moved isn't new. `before` is null
 * for a tool that nobody approved yet.
 */
export function findInTexts(
  before: Fields | null,
  after: Fields,
  tools: ReadonlySet<string>,
  findings: Findings,
): void {
  const [old, now] = [before === null ? [] : textsOf(before), textsOf(after)];
  for (const { path, said } of news(old, now, hiddenIn)) {
    const kinds = hiddenKinds(said).join(" and ");
    const points = [...new Set(said)].slice(0, SHOWN_CODE_POINTS_MAX).map(codePoint).join(", ");
    const spelt = taggedText(said);
    const quoted = spelt === "" ? "" : ` They spell “${excerpt(spelt)}”.`;
    findings.add("hidden_characters", "high", path, `It holds ${kinds} (${points}).${quoted}`);
  }
  for (const { path, said } of news(old, now, (text) => matchesOf(INSTRUCTIONS, text))) {
    findings.add("instruction", "high", path, `It reads like an instruction to the model: “${excerpt(said)}”.`);
  }
  for (const { path, said } of news(old, now, (text) => matchesOf(SECRETS, text))) {
    findings.add(
      "mentions_secret",
      "medium",
      path,
      `It mentions “${excerpt(said)}”, which may be a secret or a private file.`,
    );
  }
  for (const { path, said } of news(old, now, (text) => mentionsOf(tools, after.name, text))) {
    findings.add("mentions_tool", "medium", path, `It mentions another tool, ${revealHidden(said)}.`);
  }
  for (const { path, said } of news(old, now, (text) => readsAs(text).match(URLS) ?? [])) {
    findings.add("url_added", "medium", path, `It names an address: ${excerpt(said)}`);
  }
}

function news(
  before: readonly PlacedText[],
  after: readonly PlacedText[],
  find: (text: string) => readonly string[],
): Match[] {
  const known = new Set(before.flatMap(({ text }) => find(text)));
  const found: Match[] = [];
  for (const { path, text } of after) {
    for (const said of find(text)) {
      if (known.has(said)) continue;
      known.add(said);
      found.push({ path, said });
    }
  }
  return found;
}

/** All hidden characters of a text as one, so that a hundred of them are one finding. */
function hiddenIn(text: string): string[] {
  const hidden = splitHidden(text).filter((part) => part.isHidden);
  return hidden.length === 0 ? [] : [hidden.map((part) => part.text).join("")];
}

function matchesOf(patterns: readonly RegExp[], text: string): string[] {
  const plain = readsAs(text);
  const tagged = taggedText(text);
  const found: string[] = [];
  for (const pattern of patterns) {
    for (const read of tagged === "" ? [plain] : [plain, tagged]) {
      if (read.length < SHORTEST_MATCH || read.search(pattern) === -1) continue;
      for (const match of read.matchAll(new RegExp(pattern, `${pattern.flags}g`))) found.push(squeeze(match[0]));
    }
  }
  return found;
}

/** The tools that a text names. Short or everyday words are no mention: a tool called `add` is in half of all descriptions. */
function mentionsOf(tools: ReadonlySet<string>, self: unknown, text: string): string[] {
  if (tools.size === 0) return [];
  return readsAs(text)
    .split(/[^\w.\-/]+/)
    .map((word) => word.replace(/[.\-/]+$/, ""))
    .filter((word) => word.length >= 5 && /[_.\-/]|[a-z][A-Z]|\d/.test(word) && tools.has(word) && word !== self);
}

function textsOf(definition: Fields): PlacedText[] {
  const texts: PlacedText[] = [];
  collect(definition, [], texts);
  return texts;
}

function collect(value: unknown, path: JsonPath, texts: PlacedText[]): void {
  if (typeof value === "string") {
    texts.push({ path, text: value.slice(0, TEXT_LENGTH_MAX) });
  } else if (Array.isArray(value)) {
    value.forEach((item, n) => {
      collect(item, [...path, n], texts);
    });
  } else if (isFields(value)) {
    for (const [name, inner] of Object.entries(value)) {
      texts.push({ path: [...path, name], text: name });
      collect(inner, [...path, name], texts);
    }
  }
}

function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function excerpt(text: string): string {
  const shown = revealHidden(squeeze(text));
  return shown.length <= EXCERPT_LENGTH_MAX ? shown : `${shown.slice(0, EXCERPT_LENGTH_MAX)}…`;
}
