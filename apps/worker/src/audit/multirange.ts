/** Whole numbers in any order, as the text of a Postgres multirange: `{[1,4),[7,8)}`. */
export function multirange(numbers: readonly number[]): string {
  const ranges: { from: number; until: number }[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last === undefined || number > last.until) ranges.push({ from: number, until: number + 1 });
    else if (number === last.until) last.until += 1;
  }
  return `{${ranges.map(({ from, until }) => `[${from},${until})`).join()}}`;
}
