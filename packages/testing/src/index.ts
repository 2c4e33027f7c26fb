export { type EmbeddedRedis, freePort, startPostgres, startRedis } from "@policylayer/embedded";
export { type StartedProcess, startAndWaitFor } from "./child-process";
export { type EverythingServer, startEverythingServer } from "./everything-server";
export { type Arrival, type OfferedTool, type RecordingUpstream, startRecordingUpstream } from "./recording-upstream";
export { type RegistryEntry, type RegistryFault, type RegistryStub, startRegistryStub } from "./registry-stub";
export { type GrantSeed, type SeededGrant, seedGrant } from "./seed-grant";
export { type StatelessServer, startStatelessServer } from "./stateless-server";
export { createTestDatabase, type TestDatabase } from "./test-database";
