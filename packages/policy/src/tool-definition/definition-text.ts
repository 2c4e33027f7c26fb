import { type Fields, isFields } from "./fields";
import { naturalOutputSchema } from "./natural-output-schema";

/**
 * What of a tool is pinned: what a model is told and what a rule may look at. `icons`, `execution` and `_meta` are not,
 * since neither a model nor the judge reads them; `_meta.ui` is, because it names the page that a host shows for the tool.
 */
export function pinnedFields(tool: Fields): Fields {
  const own: Fields = { ...tool };
  const { name, title, description, inputSchema, outputSchema, annotations } = own;
  const meta: Fields = isFields(own._meta) ? { ...own._meta } : {};
  const _meta = meta.ui === undefined ? undefined : { ui: meta.ui };
  return { name, title, description, inputSchema, outputSchema: naturalOutputSchema(outputSchema), annotations, _meta };
}

/**
 * The canonical JSON of a tool's definition: two definitions are the same when these texts are. null when JSON can't hold it,
 * e.g. a number beyond the range of a double: such a definition is equal to none.
 */
export function definitionText(tool: Fields): string | null {
  return canonical(pinnedFields(tool));
}

/** The same with runs of white space in titles and descriptions as one space: equal when only that is different. */
export function respacedText(tool: Fields): string | null {
  return canonical(fold(pinnedFields(tool)));
}

/** Values in here are data, where white space may mean something. */
const DATA: ReadonlySet<string> = new Set(["default", "const", "enum", "examples"]);
const PROSE: ReadonlySet<string> = new Set(["title", "description"]);

function fold(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fold);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (PROSE.has(name) && typeof inner === "string") return [name, inner.replaceAll(/[ \t\r\n]+/g, " ").trim()];
      return [name, DATA.has(name) ? inner : fold(inner)];
    }),
  );
}

function canonical(value: unknown): string | null {
  try {
    return canonicalText(value);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * RFC 8785: object keys sorted by UTF-16 code units, numbers and strings as JSON.stringify writes them, no white space.
 * Fields that are undefined are left out. Throws TypeError for what JSON can't hold (NaN, functions, big integers).
 */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item ?? null)).join(",")}]`;
  if (isFields(value)) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalText(field)}`);
    return `{${fields.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError("JSON has no such number");
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`JSON has no ${typeof value}`);
  return text;
}
