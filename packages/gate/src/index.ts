export { adoptSession } from "./adopt-session";
export { ApprovalSignals, announceDecision } from "./approval-signals";
export type { AuditRecord, CallIntent, CallOutcome, WouldDecision } from "./audit-record";
export { AUDIT_GROUP, auditStreamKeys, SEQUENCE_START, sequenceOf } from "./audit-stream";
export { announceCancel, type CancelSignal, CancelSignals } from "./cancel-signals";
export type { ChargeQuestion, ReadStoredCharges, StoredCharges } from "./charge-store";
export { createGate, type GateOptions } from "./create-gate";
export {
  type DefinitionReport,
  readDefinitionReports,
  reportDefinitions,
  settleDefinitionReport,
} from "./definition-reports";
export { bumpEpochs } from "./epoch";
export { type Gate, LOSS_LOOK_MS, type ReserveAnswer, type ReserveRequest } from "./gate";
export type { GrantRef } from "./grant-epochs";
export { auditStreamKey, PARTITION_COUNT, tailChannel } from "./keys";
export { LimitsRestoring } from "./limits-restoring";
export { announceCalls } from "./live-tail";
export { parseAuditEntry } from "./parse-audit-entry";
export { livingProcesses, ProcessPulse } from "./process-pulse";
export { type CountedLimit, type LimitReading, type LimitReadings, readLimits } from "./read-limits";
export { type CounterCharge, type RecordedLimit, recordLimit } from "./recorded-limit";
export { buildControlClient, buildGateClient, type GateClientOptions, type RedisClientOptions } from "./redis-clients";
export type { Restored } from "./restore-counters";
export { ASK_TTL_MS, newAskId, type ServerAsk, storeAsk, takeAsk } from "./server-ask";
export {
  createSession,
  endSession,
  isForeignSession,
  loadSession,
  replaceSession,
  SESSION_TTL_MS,
  type Session,
  type SessionRef,
} from "./session";
export {
  keepSetting,
  loadSettings,
  type SessionSettings,
  type SettingChange,
  SUBSCRIPTIONS_MAX,
} from "./session-settings";
export { StoreUnavailable } from "./store-unavailable";
