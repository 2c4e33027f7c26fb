import { type HeaderParam, paramHeaders, valueAt } from "./header-params";
import { decodeHeaderValue } from "./header-value";
import type { JsonObject } from "./json-value";

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/** The header and what is wrong with it. */
export interface ParamHeaderFault {
  readonly header: string;
  readonly what: string;
}

/**
 * Why the `Mcp-Param-*` headers of a call don't say what its arguments say, or null. `headers` are name, value, name, value,
 * with names in lower case. An argument that is absent or null needs none; headers nobody asked for are ignored.
 */
export function paramHeadersFault(
  params: readonly HeaderParam[],
  args: JsonObject | null,
  headers: readonly string[],
): ParamHeaderFault | null {
  for (const param of params) {
    const [header, expected] = paramHeaders([param], args);
    if (header === undefined || expected === undefined) continue;
    const sent = headerOf(headers, header);
    if (sent === null) return { header, what: `the argument has a value and ${header} is missing` };
    const said = decodeHeaderValue(sent);
    if (said === null) return { header, what: `${header} is not readable` };
    // Integers are compared as numbers: 42.0 is 42 (MCP 2026-07-28, basic/transports).
    const value = valueAt(args, param.path);
    const isSame =
      param.type === "integer" && typeof value === "number" && DECIMAL.test(said)
        ? Number(said) === value
        : said === decodeHeaderValue(expected);
    if (!isSame) return { header, what: `${header} differs from the argument` };
  }
  return null;
}

function headerOf(headers: readonly string[], name: string): string | null {
  for (let at = 0; at + 1 < headers.length; at += 2) if (headers[at] === name) return headers[at + 1] ?? null;
  return null;
}
