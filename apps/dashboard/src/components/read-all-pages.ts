import "server-only";

interface PageOf<View> {
  readonly data: readonly View[];
  readonly pagination: { readonly next_cursor: string | null };
}

/** Pages read at the most: what a select can offer at all. */
const PAGES_MAX = 10;

/** Every row of a list, a hundred at a time and a thousand at the most: for the choices of a form. */
export async function readAllPages<View>(
  read: (paging: { limit: number; cursor?: string }) => Promise<PageOf<View>>,
): Promise<View[]> {
  const rows: View[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer: PageOf<View> = await read(cursor === null ? { limit: 100 } : { limit: 100, cursor });
    rows.push(...answer.data);
    cursor = answer.pagination.next_cursor;
    if (cursor === null) break;
  }
  return rows;
}
