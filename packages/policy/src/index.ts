export type { Allowance, Decision, LimitRefusal, ReasonCode, Refusal } from "./decision";
export type { LimitCheck, LimitWindow, Reservation } from "./limit-check";
export type { Plan } from "./plan";
export type { ToolCall } from "./tool-call";
