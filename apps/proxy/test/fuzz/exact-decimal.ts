const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** Exponents beyond this are settled by their sign. */
const EXPONENT_MAX = 5_000;

/** -1, 0 or 1: how a number as written compares with a whole number, digit by digit. null: no number. */
export function compareExactly(text: string, whole: number): number | null {
  const [, sign, digits = "", fraction = "", power = "0"] = DECIMAL.exec(text) ?? [];
  if (sign === undefined) return null;
  const mantissa = BigInt(`${sign}${digits}${fraction}`);
  const exponent = Number(power) - fraction.length;
  if (mantissa === 0n) return Math.sign(0 - whole);
  if (exponent > EXPONENT_MAX) return mantissa > 0n ? 1 : -1;
  if (exponent < -EXPONENT_MAX) return whole === 0 ? (mantissa > 0n ? 1 : -1) : Math.sign(-whole);
  const scale = 10n ** BigInt(Math.abs(exponent));
  const [left, right] = exponent >= 0 ? [mantissa * scale, BigInt(whole)] : [mantissa, BigInt(whole) * scale];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether a number as written has no fraction. */
export function isWhole(text: string): boolean {
  const [, , , fraction = "", power = "0"] = DECIMAL.exec(text) ?? [];
  const exponent = Number(power);
  if (compareExactly(text, 0) === 0) return true;
  const all = text.replace(/[eE].*$/, "").replace(/[-.]/g, "");
  const zeros = all.length - all.replace(/0+$/, "").length;
  return exponent - fraction.length + zeros >= 0;
}
