const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where a string literal ends, or what is wrong with it. One object is reused for a whole text to keep the scan free of allocations. */
export interface StringScan {
  /** Offset after the closing quote; with a fault, the offset of the fault. */
  at: number;
  hasEscape: boolean;
  fault: string | null;
  /** True when the fault is half a surrogate pair: valid grammar, but read differently by different parsers. */
  isLoneSurrogate: boolean;
}

/** Scans the string literal whose opening quote is at `start`, into `scan`; or the rest of one, after the ordinary character there. */
export function scanString(text: string, start: number, isLoneSurrogateAllowed: boolean, scan: StringScan): void {
  const length = text.length;
  let at = start + 1;
  scan.hasEscape = false;
  scan.fault = null;
  scan.isLoneSurrogate = false;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      scan.at = at + 1;
      return;
    }
    if (code === BACKSLASH) {
      scan.hasEscape = true;
      const next = escapeEnd(text, at, isLoneSurrogateAllowed);
      if (next < 0) {
        scan.fault = next === LONE_SURROGATE ? "half a surrogate pair" : "invalid escape";
        scan.isLoneSurrogate = next === LONE_SURROGATE;
        scan.at = at;
        return;
      }
      at = next;
    } else if (code < 0x20) {
      scan.fault = "unescaped control character";
      scan.at = at;
      return;
    } else if (code < 0xd800 || code > 0xdfff || isLoneSurrogateAllowed) {
      at += 1;
    } else if (code <= 0xdbff && isLowSurrogate(text.charCodeAt(at + 1))) {
      at += 2;
    } else {
      scan.fault = "half a surrogate pair";
      scan.isLoneSurrogate = true;
      scan.at = at;
      return;
    }
  }
  scan.fault = "unterminated string";
  scan.at = length;
}

const INVALID_ESCAPE = -1;
const LONE_SURROGATE = -2;

/**
 * The offset after the escape at `at`, or a negative fault. An escaped pair must be escaped in both halves: a mixed one
 * is a pair to some readers and two errors to others.
 */
function escapeEnd(text: string, at: number, isLoneSurrogateAllowed: boolean): number {
  switch (text.charCodeAt(at + 1)) {
    case 0x22: // "
    case 0x5c: // \
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return at + 2;
    case 0x75: {
      const unit = hexUnit(text, at + 2);
      if (unit < 0) return INVALID_ESCAPE;
      if (unit < 0xd800 || unit > 0xdfff || isLoneSurrogateAllowed) return at + 6;
      const isPair =
        unit <= 0xdbff &&
        text.charCodeAt(at + 6) === BACKSLASH &&
        text.charCodeAt(at + 7) === 0x75 &&
        isLowSurrogate(hexUnit(text, at + 8));
      return isPair ? at + 12 : LONE_SURROGATE;
    }
    default:
      return INVALID_ESCAPE;
  }
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Four hexadecimal digits as a number, or -1. Past the end `charCodeAt` is NaN, which is no digit. */
function hexUnit(text: string, start: number): number {
  let unit = 0;
  for (let at = start; at < start + 4; at += 1) {
    const code = text.charCodeAt(at);
    let digit: number;
    if (code >= 0x30 && code <= 0x39) digit = code - 0x30;
    else if (code >= 0x61 && code <= 0x66) digit = code - 0x57;
    else if (code >= 0x41 && code <= 0x46) digit = code - 0x37;
    else return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}
