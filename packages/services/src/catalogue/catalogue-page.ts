import { z } from "zod";
import { invalid } from "../errors";
import type { Page } from "../page";

const LIMIT_DEFAULT = 24;

/** After which row a page begins: its score, and what decides between rows of one score. */
export interface CataloguePosition {
  readonly score: number;
  readonly id: string;
  /** The name of a tool; "" for a server. */
  readonly name: string;
}

const positionSchema = z.tuple([z.int(), z.string().max(100), z.string().max(300)]);

export function cataloguePage(input: { cursor?: string | undefined; limit?: number | undefined }) {
  const limit = input.limit ?? LIMIT_DEFAULT;
  return { limit, take: limit + 1, after: input.cursor === undefined ? null : decode(input.cursor) };
}

/** Throws INVALID for a cursor that no search gave out. */
function decode(cursor: string): CataloguePosition {
  const read = positionSchema.safeParse(jsonOrNull(Buffer.from(cursor, "base64url").toString("utf8")));
  if (!read.success)
    throw invalid("/cursor", "This cursor is none that a search gave out: leave it away to start anew.");
  const [score, id, name] = read.data;
  return { score, id, name };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A page of `rows`, which were read with `take`. */
export function toCataloguePage<Row, View>(
  page: { readonly limit: number },
  rows: readonly Row[],
  position: (row: Row) => CataloguePosition,
  view: (row: Row) => View,
): Page<View> {
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  if (rows.length <= page.limit || last === undefined) {
    return { data: shown.map(view), pagination: { next_cursor: null, has_more: false } };
  }
  const { score, id, name } = position(last);
  const cursor = Buffer.from(JSON.stringify([score, id, name])).toString("base64url");
  return { data: shown.map(view), pagination: { next_cursor: cursor, has_more: true } };
}
