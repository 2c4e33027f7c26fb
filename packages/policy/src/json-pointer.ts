/** Where a value stands in a JSON document: field names and array positions from the root. */
export type JsonPath = readonly (string | number)[];

/** The RFC 6901 pointer of a path; the root is the empty string. */
export function toPointer(path: JsonPath): string {
  return path.map((segment) => `/${escapeSegment(segment)}`).join("");
}

function escapeSegment(segment: string | number): string {
  return String(segment).replaceAll("~", "~0").replaceAll("/", "~1");
}
