export interface TextPosition {
  /** 1-based. A line ends with LF, CR or CR LF. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

export type PositionOf = (offset: number) => TextPosition;

/** Finds line and column of offsets in one text; its lines are found once. */
export function positionsIn(text: string): PositionOf {
  const starts = [0];
  for (let i = 0; i < text.length; i += 1) {
    const isLoneReturn = text[i] === "\r" && text[i + 1] !== "\n";
    if (text[i] === "\n" || isLoneReturn) starts.push(i + 1);
  }
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
