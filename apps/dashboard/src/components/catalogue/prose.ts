/** A name or a value within a sentence: shown as code, and never read as markup. */
export interface Code {
  readonly code: string;
}

/** A sentence of ours about somebody else's names. Each page renders it: as HTML, as Markdown, as plain text. */
export type Prose = readonly (string | Code)[];

export function code(text: string): Code {
  return { code: text };
}

/** A template: said`AI agents call ${code(tool)} …`. */
export function said(parts: TemplateStringsArray, ...values: readonly (string | number | Code)[]): Prose {
  return parts.flatMap((part, n): (string | Code)[] => {
    const value = values[n];
    if (value === undefined) return [part];
    return [part, typeof value === "number" ? String(value) : value];
  });
}

/** Several sentences as one paragraph. */
export function together(...sentences: readonly Prose[]): Prose {
  return sentences.flatMap((sentence, n) => (n === 0 ? sentence : [" ", ...sentence]));
}

export function plain(prose: Prose): string {
  return prose.map((part) => (typeof part === "string" ? part : part.code)).join("");
}
