/** A line of a stream: its text, or why it has none. */
export type BoundedLine = { readonly at: number; readonly bytes: number } & (
  | { readonly text: string }
  | { readonly problem: string }
);

const NEWLINE = 10;

/**
 * The lines of a stream of UTF-8, one at a time. A line longer than `bytesMax` is passed over without being kept, and one that
 * isn't UTF-8 is told apart, so that neither costs memory or the lines behind it. Empty lines are left out.
 */
export async function* boundedLines(stream: AsyncIterable<Uint8Array>, bytesMax: number): AsyncGenerator<BoundedLine> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  let at = 1;
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      if (bytes <= bytesMax) parts.push(chunk.subarray(from, end));
      const line = toLine(at, parts, bytes + end - from, bytesMax);
      if (line !== null) yield line;
      [parts, bytes, from] = [[], 0, end + 1];
      at++;
    }
    bytes += chunk.length - from;
    if (bytes <= bytesMax) parts.push(chunk.slice(from));
    else parts = [];
  }
  const last = toLine(at, parts, bytes, bytesMax);
  if (last !== null) yield last;
}

function toLine(at: number, parts: readonly Uint8Array[], bytes: number, bytesMax: number): BoundedLine | null {
  if (bytes > bytesMax) return { at, bytes, problem: `it is longer than ${bytesMax / (1024 * 1024)} MiB` };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts));
    return text.trim() === "" ? null : { at, bytes, text };
  } catch {
    return { at, bytes, problem: "it isn't UTF-8" };
  }
}
