import type { Exchange } from "./exchange";

export type Body =
  | { readonly kind: "body"; readonly bytes: Buffer }
  | { readonly kind: "too_large" }
  /** The client left, or its connection broke, before the end. */
  | { readonly kind: "gone" };

const EMPTY = Buffer.alloc(0);

/** Whether the announced length alone is too much. A body without one is counted while it is read. */
export function isTooLargeByLength(contentLength: string | null, bytesMax: number): boolean {
  return contentLength !== null && Number(contentLength) > bytesMax;
}

/** Reads the whole body, and not one chunk more than `bytesMax` allows. */
export function readBody({ req, res, expectsContinue }: Exchange, bytesMax: number): Promise<Body> {
  return new Promise((resolve) => {
    let first: Buffer | null = null;
    let rest: Buffer[] | null = null;
    let bytes = 0;
    req.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bytesMax) {
        req.removeAllListeners("data");
        req.pause();
        resolve({ kind: "too_large" });
      } else if (first === null) first = chunk;
      else if (rest === null) rest = [first, chunk];
      else rest.push(chunk);
    });
    // Not `once`, which costs a listener more: a promise is resolved once anyway.
    req.on("end", () => {
      resolve({ kind: "body", bytes: rest === null ? (first ?? EMPTY) : Buffer.concat(rest, bytes) });
    });
    const leave = (): void => resolve({ kind: "gone" });
    req.on("error", leave);
    req.on("close", leave);
    if (expectsContinue) res.writeContinue();
  });
}
