const number = new Intl.NumberFormat("en");

/** `1 tool`, `2,304 tools`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** The day of an instant, in UTC: the same for everybody who reads or stores the page. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
