export { analyseStack, type ServerReport, type StackReport } from "./analysis/analyse-stack";
export type { Combination, CombinationPart } from "./analysis/find-combinations";
export { type Leg, type Legs, type LegTool, legs } from "./analysis/find-legs";
export type { StackServer, StackTool, ToolRef } from "./analysis/stack-server";
export { CONTEXT_WINDOW_TOKENS, type TokenCost } from "./analysis/token-cost";
export type { ConfigProblem } from "./config/config-value";
export { type ReadEntries, readServerEntries } from "./config/read-server-entries";
export type { AddressLaunch, Launch, ProgramLaunch, ServerEntry } from "./config/server-entry";
export { describeLaunch } from "./identity/describe-launch";
export { identifyServer } from "./identity/identify-server";
export {
  identityKey,
  type PackageIdentity,
  type RemoteIdentity,
  type ServerIdentity,
  type UnknownIdentity,
  unknownWhy,
} from "./identity/server-identity";
export { shownName } from "./identity/shown-name";
export { type ClientConfiguration, type ConfiguredServer, readClientConfiguration } from "./read-client-configuration";
