export type { AuditRecord, CallIntent, CallOutcome } from "./audit-record";
export type { Gate, ReserveAnswer, ReserveRequest } from "./gate";
