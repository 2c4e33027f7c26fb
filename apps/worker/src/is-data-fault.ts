import { z } from "zod";

const sqlErrorSchema = z.object({
  meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) }),
});

/**
 * Whether Postgres refused a value (SQLSTATE 22, data exception, or 23, integrity violation): sent again, it will be
 * refused again. Everything else, a missing table included, may work later.
 */
export function isDataFault(error: unknown): boolean {
  const read = sqlErrorSchema.safeParse(error);
  return read.success && /^2[23]/.test(read.data.meta.driverAdapterError.cause.originalCode);
}
