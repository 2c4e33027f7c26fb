/** How many characters of English or of JSON make a token, about; other tokenizers are within a fifth of it. */
const ASCII_PER_TOKEN = 4;
/** Of a definition longer than this only the beginning is looked at; the rest counts by its length. */
const LENGTH_MAX = 200_000;

/**
 * An estimate of what a text costs a model's context: a token for every four ASCII characters and one for every other
 * character. No tokenizer is asked: each model has its own, and the figure is for comparing definitions.
 */
export function estimateTokens(text: string): number {
  const looked = text.slice(0, LENGTH_MAX);
  let others = 0;
  for (let at = 0; at < looked.length; at++) if (looked.charCodeAt(at) > 0x7f) others++;
  const ascii = looked.length - others;
  const tokens = ascii / ASCII_PER_TOKEN + others;
  return Math.ceil(looked.length === 0 ? 0 : (tokens * text.length) / looked.length);
}
