/** Bounds of one JSON text. Lengths are counted in UTF-16 code units of the text as written, escapes included. */
export interface ScanLimits {
  /** Nested objects and arrays; the outermost counts 1. */
  readonly depthMax: number;
  /** Object keys in the whole text. */
  readonly keysMax: number;
  /** One string, value or key, without its quotes. */
  readonly stringCharsMax: number;
  /** One number literal: sign, digits, point and exponent. */
  readonly numberCharsMax: number;
  /** Whether `\ud800` without its partner is read. RFC 8259 allows it and readers disagree on its meaning. */
  readonly isLoneSurrogateAllowed: boolean;
}

/** What a client may send. Real calls stay far below; 200,000 keys would cost a fifth of a second of CPU. */
export const REQUEST_LIMITS: ScanLimits = {
  depthMax: 64,
  keysMax: 10_000,
  stringCharsMax: 1_048_576,
  numberCharsMax: 1_000,
  isLoneSurrogateAllowed: false,
};

/**
 * What an upstream may answer. Results are bigger than requests (rows, documents, images as base64), and text cut by a
 * tool in the middle of an emoji is escaped as half a pair by common JSON writers, so that is let through.
 */
export const ANSWER_LIMITS: ScanLimits = {
  depthMax: 256,
  keysMax: 1_000_000,
  stringCharsMax: 10_485_760,
  numberCharsMax: 10_000,
  isLoneSurrogateAllowed: true,
};
