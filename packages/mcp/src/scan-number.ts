/**
 * The offset after the number literal at `start`, or `-1 - offset` of what is wrong. Grammar of RFC 8259, section 6:
 * no leading zeros, no `+`, no bare point, no `NaN` or `Infinity`.
 */
export function scanNumber(text: string, start: number): number {
  let at = start;
  if (text.charCodeAt(at) === 0x2d) at += 1;
  if (text.charCodeAt(at) === 0x30) {
    at += 1;
  } else {
    const end = digitsEnd(text, at);
    if (end === at) return -1 - at;
    at = end;
  }
  if (text.charCodeAt(at) === 0x2e) {
    const end = digitsEnd(text, at + 1);
    if (end === at + 1) return -1 - end;
    at = end;
  }
  const exponent = text.charCodeAt(at);
  if (exponent === 0x65 || exponent === 0x45) {
    at += 1;
    const sign = text.charCodeAt(at);
    if (sign === 0x2b || sign === 0x2d) at += 1;
    const end = digitsEnd(text, at);
    if (end === at) return -1 - at;
    at = end;
  }
  return at;
}

function digitsEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    // Written so that NaN, the code past the end, stops the loop.
    if (!(code >= 0x30 && code <= 0x39)) return at;
    at += 1;
  }
}
