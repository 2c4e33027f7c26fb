/** The login that owns the database, for migrations. The running product may use another one. */
export function readOwnerUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: give the address of the Postgres database to migrate");
  return url;
}
