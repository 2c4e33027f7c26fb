/**
 * Whether a JSON number as written is exactly what judging it as a double compares: a double's shortest form says the same
 * value, and whole numbers stay below 2^53, where every one of them has its own double. `0.1`, `1.0`, `1e3` and `-0` are
 * exact; `9007199254740993`, `1e400`, `0.1000000000000000055` and `4.9999999999999999999` are not.
 */
export function isExactNumber(text: string): boolean {
  const value = Number(text);
  if (!isComparable(value)) return false;
  if (text.length <= plainLengthMax && !text.includes("e") && !text.includes("E")) return true;
  const written = decimal(text);
  const held = decimal(String(value));
  return written.digits === held.digits && (written.digits === "" || written.exponent === held.exponent);
}

/** Whether a number that is only known as a double may be compared. */
export function isComparable(value: number): boolean {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

/** Any decimal of up to 15 digits comes back unchanged from a double. */
export const plainLengthMax = 15;

interface Decimal {
  /** Without sign, point, and zeros at either end. */
  readonly digits: string;
  /** Of ten, by which the digits as a whole number are multiplied. */
  readonly exponent: number;
}

/** The sign is left out: no double changes it, except of zero, which compares equal to minus zero. */
function decimal(text: string): Decimal {
  const [mantissa = "", power = "0"] = (text.startsWith("-") ? text.slice(1) : text).toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const all = stripLeadingZeros(whole + fraction);
  const digits = stripTrailingZeros(all);
  return { digits, exponent: Number(power) - fraction.length + (all.length - digits.length) };
}

/** Loops, because a pattern for zeros at the end of a long text takes time by its square. */
function stripLeadingZeros(digits: string): string {
  let start = 0;
  while (digits[start] === "0") start += 1;
  return digits.slice(start);
}

function stripTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  return digits.slice(0, end);
}
