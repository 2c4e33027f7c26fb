import type { Act } from "./act";
import { disguiseOf } from "./disguise";
import { languageOf } from "./language-of";
import { codeWords, queryLanguages, trading } from "./lexicon/nouns";
import type { Language } from "./lexicon/verb-kind";
import { type Hints, readAnnotations } from "./read-annotations";
import { type NameReading, readName } from "./read-name";
import { type ProseReading, readProse, TEXT_MAX } from "./read-prose";
import { readSchema, type SchemaReading } from "./read-schema";
import { isUnspaced, unspacedLanguageOfName } from "./read-unspaced";
import type { ToolFacts } from "./risk-class";
import { saidFinal, saidReadOnly, saidSelectOnly } from "./said-in-text";
import { NAME_MAX, splitName, withoutServer } from "./split-name";

/** Everything a tool's definition says, before anything is decided. */
export interface Readings {
  readonly words: readonly string[];
  readonly name: NameReading;
  readonly title: ProseReading | null;
  readonly description: ProseReading | null;
  readonly schema: SchemaReading;
  readonly hints: Hints;
  readonly readOnlySaid: string | null;
  /** "Only SELECT": of a query. */
  readonly selectOnlySaid: string | null;
  readonly finalSaid: string | null;
  readonly language: Language;
  /** How its name or texts are made to be read otherwise; null if they aren't. */
  readonly disguise: string | null;
  /** False if any part is longer than what is looked at. */
  readonly isWhole: boolean;
}

export function readTool(facts: ToolFacts): Readings {
  const { tool, server, title, description } = facts;
  const words = withoutServer(splitName(tool), server);
  const schema = readSchema(facts.inputSchema);
  // Of the parameters' names only those that tell what an object is: `email` doesn't make a subscription a newsletter's.
  const around = schema.words.filter((word) => trading.has(word) || codeWords.has(word) || queryLanguages.has(word));
  const near = around.length === 0 ? words : [...words, ...around];
  const read = (text: string | null | undefined, source: Act["source"]) =>
    typeof text === "string" && text.trim() !== "" ? readProse(text, source, near) : null;
  const titleRead = title === tool ? null : read(title, "title");
  const descriptionRead = read(description, "description");
  const text = description ?? "";
  const told = descriptionRead?.language ?? titleRead?.language;
  const spoken = told === undefined || told === "zh" || told === "ja" ? languageOf(words) : told;
  const unspaced = told === "zh" || told === "ja" ? told : null;
  const name = readName(words, tool, around, spoken, unspaced);
  return {
    words,
    name,
    title: titleRead,
    description: descriptionRead,
    schema,
    hints: readAnnotations(facts.annotations),
    readOnlySaid: saidReadOnly(text),
    selectOnlySaid: saidSelectOnly(text),
    finalSaid: saidFinal(text),
    disguise: disguiseOf(tool) ?? disguiseOf(title ?? "") ?? disguiseOf(text),
    isWhole: schema.isWhole && tool.length <= NAME_MAX && (title ?? "").length <= TEXT_MAX && text.length <= TEXT_MAX,
    language: descriptionRead?.language ?? titleRead?.language ?? languageOfName(tool, words),
  };
}

function languageOfName(tool: string, words: readonly string[]): Language {
  return isUnspaced(tool) ? (unspacedLanguageOfName(tool) ?? "zh") : languageOf(words);
}
