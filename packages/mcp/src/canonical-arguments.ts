/** A text or a number of a JSON text. In a proved text a quote opens a text and nothing else begins like a number. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/**
 * The arguments of a call in a form that is the same for calls that mean the same: keys sorted, no white space, escapes and
 * numbers spelt in one way. Unlike RFC 8785 it keeps every digit: 9007199254740993 and 9007199254740992 are two numbers here,
 * because the upstream may read them so. `text` must be proved JSON (`ToolsCall.argumentsText`); null, no arguments at all,
 * is "".
 */
export function canonicalArguments(text: string | null): string {
  if (text === null) return "";
  // Numbers become texts, so that JSON.parse rounds none; a letter before each tells what was a text already.
  const marked = text.replace(TEXT_OR_NUMBER, (token) =>
    token.startsWith('"') ? `"s${token.slice(1)}` : `"n${canonicalNumber(token)}"`,
  );
  return canonical(JSON.parse(marked));
}

/** Sign, digits without zeros at either end, and the power of ten they are multiplied by. Zero keeps its sign. */
function canonicalNumber(token: string): string {
  const sign = token.startsWith("-") ? "-" : "";
  const [mantissa = "", power = "0"] = token.slice(sign.length).toLowerCase().split("e");
  // No number has such a power; as it is written it is compared then.
  if (power.length > 12) return token;
  const [whole = "", fraction = ""] = mantissa.split(".");
  const all = whole + fraction;
  let start = 0;
  while (all[start] === "0") start += 1;
  let end = all.length;
  while (end > start && all[end - 1] === "0") end -= 1;
  if (start === all.length) return `${sign}0`;
  return `${sign}${all.slice(start, end)}e${Number(power) - fraction.length + (all.length - end)}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`);
  return `{${fields.join(",")}}`;
}
