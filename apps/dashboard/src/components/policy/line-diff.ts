/** A line of one text, of the other, or of both. Numbers are 1-based, null where the text doesn't have it. */
export interface DiffLine {
  readonly kind: "same" | "added" | "removed";
  readonly before: number | null;
  readonly after: number | null;
  readonly text: string;
}

/** Equal lines left out, between two places that differ. */
export interface DiffGap {
  readonly kind: "gap";
  readonly lines: number;
}

/** Lines that are shown around a difference. */
const CONTEXT = 3;
/** Above this many comparisons the differing middle is shown as replaced: both texts in full beat a page that hangs. */
const CELLS_MAX = 4_000_000;

/** Two texts line by line, the equal parts between differences left out. Empty for equal texts. */
export function diffLines(before: string, after: string): (DiffLine | DiffGap)[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const steps = alignLines(a, b);
  if (steps.every(({ kind }) => kind === "same")) return [];
  return withoutGaps(steps);
}

/** An empty text has no line, not an empty one. */
function linesOf(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

function alignLines(a: readonly string[], b: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [rows, columns] = [a.length - start - end, b.length - start - end];
  const isHuge = rows * columns > CELLS_MAX;
  const lengths = isHuge ? null : commonLengths(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const common = (row: number, column: number) => lengths?.[row * (columns + 1) + column] ?? 0;

  const lines: DiffLine[] = a.slice(0, start).map((text, n) => same(n, n, text));
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    const [old, now] = [a[start + row] ?? "", b[start + column] ?? ""];
    if (!isHuge && row < rows && column < columns && old === now) {
      lines.push(same(start + row++, start + column++, old));
    } else if (row < rows && (column === columns || common(row + 1, column) >= common(row, column + 1))) {
      lines.push({ kind: "removed", before: start + ++row, after: null, text: old });
    } else {
      lines.push({ kind: "added", before: null, after: start + ++column, text: now });
    }
  }
  for (let n = end; n > 0; n -= 1) lines.push(same(a.length - n, b.length - n, a[a.length - n] ?? ""));
  return lines;
}

function same(before: number, after: number, text: string): DiffLine {
  return { kind: "same", before: before + 1, after: after + 1, text };
}

/** The length of the longest common part of what follows each pair of lines, row by row. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let row = a.length - 1; row >= 0; row -= 1) {
    for (let column = b.length - 1; column >= 0; column -= 1) {
      const at = row * width + column;
      lengths[at] =
        a[row] === b[column]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  return lengths;
}

function withoutGaps(lines: readonly DiffLine[]): (DiffLine | DiffGap)[] {
  const isShown = lines.map(() => false);
  lines.forEach(({ kind }, n) => {
    if (kind !== "same") isShown.fill(true, Math.max(0, n - CONTEXT), n + CONTEXT + 1);
  });
  const shown: (DiffLine | DiffGap)[] = [];
  let hidden = 0;
  lines.forEach((line, n) => {
    if (isShown[n] !== true) {
      hidden += 1;
      return;
    }
    if (hidden > 0) shown.push({ kind: "gap", lines: hidden });
    hidden = 0;
    shown.push(line);
  });
  if (hidden > 0) shown.push({ kind: "gap", lines: hidden });
  return shown;
}
