import { z } from "zod";
import { invalid } from "./errors";

const LIMIT_DEFAULT = 50;

/** The fields by which every list is paged. */
export const pageFields = {
  cursor: z.string().max(300).optional().describe("`next_cursor` of the page before"),
  limit: z.coerce.number<string | number>().int().min(1).max(100).optional().describe("rows of a page, 50 when absent"),
};

export interface Page<View> {
  data: View[];
  pagination: { next_cursor: string | null; has_more: boolean };
}

export function pageViewSchema<View extends z.ZodType>(view: View) {
  return z.object({
    data: z.array(view),
    pagination: z.object({ next_cursor: z.string().nullable(), has_more: z.boolean() }),
  });
}

/** The last row of a page: lists are newest first, and the id decides between rows of one millisecond. */
export interface PagePosition {
  readonly at: Date;
  readonly id: string;
}

const positionSchema = z.tuple([z.int().min(0).max(8.64e15), z.string().min(1).max(100)]);

export interface PageRequest {
  readonly limit: number;
  /** One more than the page holds: whether it comes tells if there is more. */
  readonly take: number;
  readonly after: PagePosition | null;
}

/** Throws INVALID for a cursor that no list gave out. */
export function pageRequest(input: { cursor?: string | undefined; limit?: number | undefined }): PageRequest {
  const limit = input.limit ?? LIMIT_DEFAULT;
  return { limit, take: limit + 1, after: input.cursor === undefined ? null : decodeCursor(input.cursor) };
}

function decodeCursor(cursor: string): PagePosition {
  const parsed = positionSchema.safeParse(jsonOrNull(Buffer.from(cursor, "base64url").toString("utf8")));
  if (!parsed.success)
    throw invalid("/cursor", "This cursor is none that a list gave out: leave it away to start anew.");
  return { at: new Date(parsed.data[0]), id: parsed.data[1] };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A page of `rows`, which were read with `take`. */
export function toPage<Row, View>(
  request: PageRequest,
  rows: readonly Row[],
  position: (row: Row) => PagePosition,
  view: (row: Row) => View,
): Page<View> {
  const shown = rows.slice(0, request.limit);
  const last = shown.at(-1);
  const hasMore = rows.length > request.limit && last !== undefined;
  return {
    data: shown.map(view),
    pagination: { next_cursor: hasMore ? encodeCursor(position(last)) : null, has_more: hasMore },
  };
}

function encodeCursor(position: PagePosition): string {
  return Buffer.from(JSON.stringify([position.at.getTime(), position.id])).toString("base64url");
}

/** Prisma's condition for rows after a position, on rows ordered by `createdAt` and `id`, both falling. */
export function createdBefore(after: PagePosition | null) {
  if (after === null) return {};
  return { createdAt: { lte: after.at }, OR: [{ createdAt: { lt: after.at } }, { id: { lt: after.id } }] };
}

/** The same for rows that carry `at`. */
export function happenedBefore(after: PagePosition | null) {
  if (after === null) return {};
  return { at: { lte: after.at }, OR: [{ at: { lt: after.at } }, { id: { lt: after.id } }] };
}

/** A list that is never cut, in the shape of the others. */
export function wholePage<View>(data: View[]): Page<View> {
  return { data, pagination: { next_cursor: null, has_more: false } };
}
