export { asSystem } from "./as-system";
export { createDb, type Db, type DbOptions } from "./create-db";
export { AuditMode, Prisma, Role } from "./generated/client";
export { type Tx, withOrganization } from "./with-organization";
