import "server-only";
import type { JsonBody } from "./read-body";

/**
 * A policy document as it stands in the body, moved to nowhere: what comes before it is blanked, so that the lines and
 * columns of its problems are those of the body. A document given as a JSON string is itself the text.
 */
export function documentText(
  body: JsonBody | null,
  document: string | Record<string, unknown>,
): string | Record<string, unknown> {
  const range = body?.scanned.members.get("document");
  if (body === null || range === undefined || typeof document === "string") return document;
  const before = body.text.slice(0, range.start).replaceAll(/[^\n]/g, " ");
  return before + body.text.slice(range.start, range.end);
}
