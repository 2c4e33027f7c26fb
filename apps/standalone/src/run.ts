import { ServiceStartFailed, ServiceUnavailableHere } from "@policylayer/embedded";
import type { Settings } from "./env";
import type { Runtime } from "./runtime-file";
import type { Secrets } from "./secrets";
import { type StartParts, start } from "./start";
import { StartFailure, sentenceOf } from "./start-failure";

/** Told to stop before it was ready; the code shells use for Ctrl-C. */
const INTERRUPTED = 130;

export interface RunParts extends StartParts {
  /** Runs when everything is healthy, before `ready` is printed. Returns lines to print with it. */
  beforeReady(runtime: Runtime, secrets: Secrets): Promise<string[]>;
}

export interface RunIo {
  print(line: string): void;
  printError(line: string): void;
  /** Aborts when the person wants everything stopped. */
  stopRequested: AbortSignal;
}

/**
 * One whole life of PolicyLayer on this machine: start, `ready`, wait until told to stop or until something dies too
 * often, stop everything in the opposite order. Returns the exit code: 0 when told to stop, 130 when that was before `ready`, 1 after a
 * failure.
 */
export async function run(settings: Settings, parts: RunParts, io: RunIo): Promise<number> {
  const stops: (() => Promise<void>)[] = [];
  const ending = new AbortController();
  io.stopRequested.addEventListener("abort", () => ending.abort(), { once: true });
  if (io.stopRequested.aborted) ending.abort();
  let failure: unknown = null;
  let wasReady = false;
  const stage = {
    log: io.print,
    onStop: (stop: () => Promise<void>) => void stops.push(stop),
    onGiveUp: (reason: StartFailure) => {
      failure ??= reason;
      ending.abort();
    },
  };
  try {
    const { runtime, secrets } = await start(settings, parts, stage, ending.signal);
    const lines = await parts.beforeReady(runtime, secrets);
    ending.signal.throwIfAborted();
    for (const line of [...summary(settings, runtime), ...lines, "ready"]) io.print(line);
    wasReady = true;
    await aborted(ending.signal);
  } catch (error) {
    if (!ending.signal.aborted) failure ??= error;
  }
  if (failure !== null) io.printError(explain(failure));
  if (stops.length > 1) io.print("stopping");
  for (const stop of stops.reverse()) {
    await stop().catch((error: unknown) => {
      failure ??= error;
      io.printError(`While stopping: ${sentenceOf(error)}`);
    });
  }
  if (stops.length > 1) io.print("stopped");
  if (failure !== null) return 1;
  return wasReady ? 0 : INTERRUPTED;
}

function summary({ dataDir }: Settings, { dashboardUrl, proxyUrl, demoUrl }: Runtime): string[] {
  return [
    "",
    `  Console      ${dashboardUrl}`,
    `  Proxy        ${proxyUrl}`,
    `  Demo server  ${demoUrl}/mcp (what happened to it: ${demoUrl}/state)`,
    `  Data, logs   ${dataDir}`,
    "  Servers at private addresses may be registered on this machine (ALLOW_PRIVATE_UPSTREAMS=true).",
    "",
  ];
}

/** What we foresaw has its own sentence; anything else is a bug, and says so in one line. */
function explain(failure: unknown): string {
  const foreseen = [StartFailure, ServiceUnavailableHere, ServiceStartFailed].some((kind) => failure instanceof kind);
  return foreseen ? sentenceOf(failure) : `PolicyLayer could not go on: ${sentenceOf(failure)}`;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
