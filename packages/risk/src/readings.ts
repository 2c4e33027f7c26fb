import type { Act } from "./act";
import { languageOf } from "./language-of";
import { codeWords, queryLanguages, trading } from "./lexicon/nouns";
import type { Language } from "./lexicon/verb-kind";
import { type Hints, readAnnotations } from "./read-annotations";
import { type NameReading, readName } from "./read-name";
import { type ProseReading, readProse } from "./read-prose";
import { readSchema, type SchemaReading } from "./read-schema";
import { isUnspaced, unspacedLanguage } from "./read-unspaced";
import type { ToolFacts } from "./risk-class";
import { saidFinal, saidReadOnly } from "./said-in-text";
import { splitName, withoutServer } from "./split-name";

/** Everything a tool's definition says, before anything is decided. */
export interface Readings {
  readonly words: readonly string[];
  readonly name: NameReading;
  readonly title: ProseReading | null;
  readonly description: ProseReading | null;
  readonly schema: SchemaReading;
  readonly hints: Hints;
  readonly readOnlySaid: string | null;
  readonly finalSaid: string | null;
  readonly language: Language;
}

export function readTool(facts: ToolFacts): Readings {
  const { tool, server, title, description } = facts;
  const words = withoutServer(splitName(tool), server);
  const schema = readSchema(facts.inputSchema);
  // Of the parameters' names only those that tell what an object is: `email` doesn't make a subscription a newsletter's.
  const around = schema.words.filter((word) => trading.has(word) || codeWords.has(word) || queryLanguages.has(word));
  const name = readName(words, tool, around);
  const near = around.length === 0 ? words : [...words, ...around];
  const read = (text: string | null | undefined, source: Act["source"]) =>
    typeof text === "string" && text.trim() !== "" ? readProse(text, source, near) : null;
  const titleRead = title === tool ? null : read(title, "title");
  const descriptionRead = read(description, "description");
  const text = description ?? "";
  return {
    words,
    name,
    title: titleRead,
    description: descriptionRead,
    schema,
    hints: readAnnotations(facts.annotations),
    readOnlySaid: saidReadOnly(text),
    finalSaid: saidFinal(text),
    language: descriptionRead?.language ?? titleRead?.language ?? languageOfName(tool, words),
  };
}

function languageOfName(tool: string, words: readonly string[]): Language {
  return isUnspaced(tool) ? unspacedLanguage(tool) : languageOf(words);
}
