import { readFileSync } from "node:fs";
import type { Redis, Result } from "ioredis";

type ScriptArguments = readonly (string | number)[];

declare module "ioredis" {
  interface RedisCommander<Context> {
    gateCheck(keyCount: number, ...keysAndArguments: ScriptArguments): Result<unknown, Context>;
    gateAppend(keyCount: number, ...keysAndArguments: ScriptArguments): Result<unknown, Context>;
    gateAppendIntents(keyCount: number, ...keysAndArguments: ScriptArguments): Result<unknown, Context>;
    gateRefund(keyCount: number, ...keysAndArguments: ScriptArguments): Result<unknown, Context>;
    gateOpenEpoch(keyCount: number, ...keysAndArguments: ScriptArguments): Result<unknown, Context>;
    gateAddAgain(keyCount: number, ...keysAndArguments: ScriptArguments): Result<unknown, Context>;
    gateBeginRestore(keyCount: number, ...keysAndArguments: ScriptArguments): Result<unknown, Context>;
    gateWriteCounters(keyCount: number, ...keysAndArguments: ScriptArguments): Result<unknown, Context>;
    gateFinishRestore(keyCount: number, ...keysAndArguments: ScriptArguments): Result<unknown, Context>;
  }
}

/**
 * Registers the scripts on a client, but the one of every judged call (`reserve-script.ts`). They run by their hash, and are sent again when Redis has lost them. Read here and not
 * on import: the dashboard imports this package for the epochs only, and its bundle has no files beside it.
 */
export function defineScripts(redis: Redis): void {
  // Spelled out, so that a bundle of an app needs nothing but these files beside it.
  const check = readFileSync(new URL("./check.lua", import.meta.url), "utf8");
  const refund = readFileSync(new URL("./refund.lua", import.meta.url), "utf8");
  const append = readFileSync(new URL("./append.lua", import.meta.url), "utf8");
  const appendIntents = readFileSync(new URL("./append-intents.lua", import.meta.url), "utf8");
  const openEpoch = readFileSync(new URL("./open-epoch.lua", import.meta.url), "utf8");
  const addAgain = readFileSync(new URL("./add-again.lua", import.meta.url), "utf8");
  const beginRestore = readFileSync(new URL("./begin-restore.lua", import.meta.url), "utf8");
  const writeCounters = readFileSync(new URL("./write-counters.lua", import.meta.url), "utf8");
  const finishRestore = readFileSync(new URL("./finish-restore.lua", import.meta.url), "utf8");
  redis.defineCommand("gateCheck", { lua: check });
  redis.defineCommand("gateRefund", { lua: refund });
  redis.defineCommand("gateAppend", { lua: append });
  redis.defineCommand("gateAppendIntents", { lua: appendIntents });
  redis.defineCommand("gateOpenEpoch", { lua: openEpoch });
  redis.defineCommand("gateAddAgain", { lua: addAgain });
  redis.defineCommand("gateBeginRestore", { lua: beginRestore });
  redis.defineCommand("gateWriteCounters", { lua: writeCounters });
  redis.defineCommand("gateFinishRestore", { lua: finishRestore });
}
