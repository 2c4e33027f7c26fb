import "server-only";
import { isServiceError } from "@policylayer/services/errors";
import { notFound } from "next/navigation";

/** What an address names; the 404 page when there is no such thing, or when the address can't name any. */
export async function orNotFound<View>(reading: Promise<View>): Promise<View> {
  try {
    return await reading;
  } catch (error) {
    if (isServiceError(error) && (error.code === "NOT_FOUND" || error.code === "INVALID")) notFound();
    throw error;
  }
}
