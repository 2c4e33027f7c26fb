export { type GrantSeed, type SeededGrant, seedGrant } from "./seed-grant";
export { createTestDatabase, type TestDatabase } from "./test-database";
