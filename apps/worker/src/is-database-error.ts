/** What `pg` says, in errors without a name, of a connection that broke under a transaction. */
const BROKEN =
  /^(Client (has encountered a connection error|was closed)|Connection terminated|timeout exceeded when trying)/;

/** Whether the database's client failed: Prisma and its adapter tell by their names, the driver by what it says. */
export function isDatabaseError(error: unknown): boolean {
  return error instanceof Error && (/^(PrismaClient|DriverAdapter)/.test(error.name) || BROKEN.test(error.message));
}
