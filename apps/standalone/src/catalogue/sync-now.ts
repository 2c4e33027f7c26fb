import { setTimeout as pause } from "node:timers/promises";
import { createDb } from "@policylayer/db";
import { syncRegistry } from "@policylayer/services/catalogue";
import { createRegistryFetch } from "@policylayer/services/discovery";
import type { CatalogueTarget } from "./catalogue-target";

/** The registry of the Model Context Protocol itself. */
const REGISTRY = "https://registry.modelcontextprotocol.io";
const EVERY_MS = 3_600_000;
const BETWEEN_PAGES_MS = 200;
/** However long the wait: the source shows that somebody is waiting. */
const LOOKS_MS = 20_000;
/** Tries of one page, after which a person should look. */
const RETRIES_MAX = 8;

/** Reads a registry from where it was left until its end, and says to whom it connects. 0, or 1 when it couldn't. */
export async function syncNow(
  { databaseUrl, allowPrivate }: CatalogueTarget,
  registry: string | undefined,
  print: (line: string) => void,
  tell: (sentence: string) => void,
): Promise<number> {
  const url = (registry ?? REGISTRY).replace(/\/+$/, "");
  tell(`connecting to ${url}`);
  const db = createDb(databaseUrl, { connectionsMax: 2, applicationName: "policylayer-catalogue" });
  const guardedFetch = createRegistryFetch({ allowPrivate });
  const options = { url, everyMs: EVERY_MS, holder: `command ${process.pid}`, isAsked: true };
  let retries = 0;
  let isToldToWait = false;
  try {
    for (;;) {
      const step = await syncRegistry({ db, now: () => new Date() }, guardedFetch, options);
      switch (step.kind) {
        case "completed":
          print(JSON.stringify({ registry: url, ...step.progress }));
          return 0;
        case "failed":
          tell(`${step.reason}.`);
          return 1;
        case "page":
          retries = 0;
          isToldToWait = false;
          tell(`page ${step.progress.pages}: ${step.progress.entries} servers so far`);
          await pause(BETWEEN_PAGES_MS);
          break;
        case "retrying":
          retries++;
          tell(`${step.reason}; trying again at ${step.at.toISOString()}`);
          if (retries === RETRIES_MAX) return 1;
          isToldToWait = true;
          await until(step.at);
          break;
        case "waiting":
          if (!isToldToWait) tell("another process reads this registry at the moment, or has to wait; so do we");
          isToldToWait = true;
          await until(step.until ?? new Date(Date.now() + 1_000));
          break;
      }
    }
  } finally {
    await guardedFetch.close();
    await db.$disconnect();
  }
}

async function until(at: Date): Promise<void> {
  await pause(Math.min(Math.max(100, at.getTime() - Date.now()), LOOKS_MS));
}
