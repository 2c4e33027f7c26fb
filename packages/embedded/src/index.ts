export { findChromium } from "./find-chromium";
export { findRedis } from "./find-redis";
export { freePort } from "./free-port";
export { ServiceStartFailed } from "./service-process";
export { ServiceUnavailableHere } from "./service-unavailable-here";
export { type EmbeddedPostgres, type StartPostgresOptions, startPostgres } from "./start-postgres";
export { type EmbeddedRedis, type StartRedisOptions, startRedis } from "./start-redis";
