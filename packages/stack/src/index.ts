export type { ConfigProblem } from "./config/config-value";
export { type ReadEntries, readServerEntries } from "./config/read-server-entries";
export type { AddressLaunch, Launch, ProgramLaunch, ServerEntry } from "./config/server-entry";
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
