import { hasLongRuns, longRunEnd } from "./long-run";
import type { ScanLimits } from "./scan-limits";
import { scanNumber } from "./scan-number";
import { type StringScan, scanString } from "./scan-string";
import { UniqueKeys } from "./unique-keys";

/** A text that every JSON reader understands alike. Offsets are in UTF-16 code units; -1 where the member is absent. */
export interface ScannedJson {
  readonly kind: "ok";
  readonly idStart: number;
  readonly idEnd: number;
  /** The value of `params.arguments`, without surrounding white space. */
  readonly argumentsStart: number;
  readonly argumentsEnd: number;
  /** The value of `result` or `error`, the later one if there are both. */
  readonly answerStart: number;
  readonly answerEnd: number;
}

/**
 * Why a text is refused. `syntax`: no JSON at all. `surrogate`: JSON, but not text. `duplicate_key` and `too_complex`:
 * JSON that readers disagree on, or that costs too much.
 */
export interface ScanFault {
  readonly kind: "syntax" | "surrogate" | "duplicate_key" | "too_complex";
  readonly what: string;
  readonly offset: number;
}

/**
 * Proves in one pass, before anything is built from it, that `text` is one JSON document by the grammar of RFC 8259
 * without duplicate keys and within `limits`. Never throws. Linear; the stack is explicit and at most `depthMax` long.
 */
export function scanJson(text: string, limits: ScanLimits): ScannedJson | ScanFault {
  const keys = new UniqueKeys();
  const literal: StringScan = { at: 0, hasEscape: false, fault: null, isLoneSurrogate: false };
  // One entry per open container: true for an object.
  const isObject: boolean[] = [];
  const isSparse = hasLongRuns(text);
  let depth = 0;
  let keyCount = 0;
  let at = 0;
  let isInId = false;
  let isInParams = false;
  let isInArguments = false;
  let idStart = -1;
  let idEnd = -1;
  let argumentsStart = -1;
  let argumentsEnd = -1;
  let isInAnswer = false;
  let answerStart = -1;
  let answerEnd = -1;
  // True where a key and not a value comes next.
  let isKeyNext = false;

  for (;;) {
    at = skipWhiteSpace(text, at);
    const code = text.charCodeAt(at);

    if (isKeyNext) {
      if (code !== 0x22) return unexpected(text, at, "a key in double quotes");
      const start = at;
      scanString(text, at, limits.isLoneSurrogateAllowed, literal);
      if (literal.fault !== null) return stringFault(literal);
      at = literal.at;
      if (at - start - 2 > limits.stringCharsMax) return tooComplex("a string is too long", start);
      keyCount += 1;
      if (keyCount > limits.keysMax) return tooComplex(`more than ${limits.keysMax} keys`, start);
      const key = literal.hasEscape ? unescaped(text.slice(start, at)) : text.slice(start + 1, at - 1);
      if (!keys.add(key)) return { kind: "duplicate_key", what: "duplicate key", offset: start };
      if (depth === 1) {
        isInId = key === "id";
        isInParams = key === "params";
        isInAnswer = key === "result" || key === "error";
      } else if (depth === 2 && isInParams) {
        isInArguments = key === "arguments";
      }
      at = skipWhiteSpace(text, at);
      if (text.charCodeAt(at) !== 0x3a) return unexpected(text, at, "a colon");
      at += 1;
      isKeyNext = false;
      continue;
    }

    if (depth === 1 && isInId) idStart = at;
    else if (depth === 1 && isInAnswer) answerStart = at;
    else if (depth === 2 && isInArguments) argumentsStart = at;

    if (code === 0x22) {
      const start = at;
      const from = isSparse ? longRunEnd(text, at + 1, limits.isLoneSurrogateAllowed) - 1 : at;
      scanString(text, from, limits.isLoneSurrogateAllowed, literal);
      if (literal.fault !== null) return stringFault(literal);
      at = literal.at;
      if (at - start - 2 > limits.stringCharsMax) return tooComplex("a string is too long", start);
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limits.depthMax) return tooComplex(`nested deeper than ${limits.depthMax} levels`, at);
      const opensObject = code === 0x7b;
      isObject.push(opensObject);
      if (opensObject) keys.open();
      at = skipWhiteSpace(text, at + 1);
      // The closing bracket of an empty container is taken below, as the end of any other.
      if (text.charCodeAt(at) !== (opensObject ? 0x7d : 0x5d)) {
        isKeyNext = opensObject;
        continue;
      }
    } else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const end = scanNumber(text, at);
      if (end < 0) return unexpected(text, -1 - end, "a digit");
      if (end - at > limits.numberCharsMax) return tooComplex("a number is too long", at);
      at = end;
    } else if (text.startsWith("true", at) || text.startsWith("null", at)) {
      at += 4;
    } else if (text.startsWith("false", at)) {
      at += 5;
    } else {
      return unexpected(text, at, "a value");
    }

    // A value ends here, or an empty container is about to: close what closes, then say what comes next.
    for (;;) {
      if (depth === 1 && isInId && idEnd < 0) idEnd = at;
      else if (depth === 1 && isInAnswer) {
        answerEnd = at;
        isInAnswer = false;
      } else if (depth === 2 && isInArguments) {
        argumentsEnd = at;
        isInArguments = false;
      }
      at = skipWhiteSpace(text, at);
      if (depth === 0) {
        if (at < text.length) return unexpected(text, at, "the end of the message");
        return { kind: "ok", idStart, idEnd, argumentsStart, argumentsEnd, answerStart, answerEnd };
      }
      const inObject = isObject[depth - 1] === true;
      const next = text.charCodeAt(at);
      if (next === 0x2c) {
        at += 1;
        isKeyNext = inObject;
        break;
      }
      if (next !== (inObject ? 0x7d : 0x5d))
        return unexpected(text, at, inObject ? "a comma or `}`" : "a comma or `]`");
      at += 1;
      depth -= 1;
      isObject.pop();
      if (inObject) keys.close();
    }
  }
}

/** Space, tab, line feed, carriage return: the only white space of RFC 8259. */
function skipWhiteSpace(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
}

/** The scan has proved the literal well formed, so that this can't throw. */
function unescaped(literal: string): string {
  return String(JSON.parse(literal));
}

function unexpected(text: string, offset: number, expected: string): ScanFault {
  const what = offset >= text.length ? `the text ends where ${expected} is expected` : `expected ${expected}`;
  return { kind: "syntax", what, offset };
}

function stringFault(literal: StringScan): ScanFault {
  const kind = literal.isLoneSurrogate ? "surrogate" : "syntax";
  return { kind, what: literal.fault ?? "invalid string", offset: literal.at };
}

function tooComplex(what: string, offset: number): ScanFault {
  return { kind: "too_complex", what, offset };
}
