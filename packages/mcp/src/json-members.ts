import { parseProvedJson } from "./parse-proved-json";

/** One member of an object, in the text it stands in. */
export interface JsonMember {
  readonly key: string;
  /** Of the key's opening quote. */
  readonly start: number;
  readonly valueStart: number;
  /** After the value. */
  readonly end: number;
}

/**
 * The members of the object whose `{` stands at `start`, in a text that `scanJson` has proved: of what isn't proved nothing is
 * promised but an end. Linear in the object's text.
 */
export function membersAt(text: string, start: number): readonly JsonMember[] {
  const members: JsonMember[] = [];
  let at = skipSpace(text, start + 1);
  while (text.charCodeAt(at) === 0x22) {
    const keyEnd = skipValue(text, at);
    const key = parseProvedJson(text.slice(at, keyEnd));
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = skipValue(text, valueStart);
    members.push({ key: typeof key === "string" ? key : "", start: at, valueStart, end });
    at = skipSpace(text, end);
    if (text.charCodeAt(at) === 0x2c) at = skipSpace(text, at + 1);
  }
  return members;
}

/** The text of the object whose `{` stands at `start`, without some of its members, and every other character of them kept. */
export function objectWithout(text: string, start: number, isLeftOut: (key: string) => boolean): string {
  const kept = membersAt(text, start).filter(({ key }) => !isLeftOut(key));
  return `{${kept.map((member) => text.slice(member.start, member.end)).join(",")}}`;
}

/** The first character after the value at `at`. */
function skipValue(text: string, at: number): number {
  let depth = 0;
  for (let here = at; here < text.length; here += 1) {
    const code = text.charCodeAt(here);
    if (code === 0x22) {
      here = stringEnd(text, here);
      if (depth === 0) return here + 1;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
    } else if (code === 0x7d || code === 0x5d) {
      // The end of a bare value is the end of what it stands in.
      if (depth === 0) return here;
      depth -= 1;
      if (depth === 0) return here + 1;
    } else if (depth === 0 && (code === 0x2c || isSpace(code))) {
      return here;
    }
  }
  return text.length;
}

/** The closing quote. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
}

function skipSpace(text: string, at: number): number {
  let here = at;
  while (isSpace(text.charCodeAt(here))) here += 1;
  return here;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
