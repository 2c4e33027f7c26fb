import { readFileSync } from "node:fs";
import type { Redis, Result } from "ioredis";

type ScriptArguments = readonly (string | number)[];

declare module "ioredis" {
  interface RedisCommander<Context> {
    gateReserve(keyCount: number, ...keysAndArguments: ScriptArguments): Result<unknown, Context>;
    gateCheck(keyCount: number, ...keysAndArguments: ScriptArguments): Result<unknown, Context>;
    gateRefund(keyCount: number, ...keysAndArguments: ScriptArguments): Result<unknown, Context>;
  }
}

// Spelled out, so that a bundle of an app needs nothing but these files beside it.
const RESERVE = readFileSync(new URL("./reserve.lua", import.meta.url), "utf8");
const CHECK = readFileSync(new URL("./check.lua", import.meta.url), "utf8");
const REFUND = readFileSync(new URL("./refund.lua", import.meta.url), "utf8");

/** Registers the scripts on a client. They run by their hash, and are sent again when Redis has lost them. */
export function defineScripts(redis: Redis): void {
  redis.defineCommand("gateReserve", { lua: RESERVE });
  redis.defineCommand("gateCheck", { lua: CHECK });
  redis.defineCommand("gateRefund", { lua: REFUND });
}
