import "server-only";
import { isServiceError } from "@policylayer/services/errors";
import { redirect } from "next/navigation";

/** A page of a list; with a cursor that no list gave out (an edited or very old address) the list from its beginning. */
export async function orFirstPage<Page>(list: string, reading: Promise<Page>): Promise<Page> {
  try {
    return await reading;
  } catch (error) {
    if (isServiceError(error) && error.problems.some(({ pointer }) => pointer === "/cursor")) redirect(list);
    throw error;
  }
}
