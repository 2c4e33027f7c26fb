import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { publicUrls } from "./children";
import type { Settings } from "./env";
import { takeInstanceLock } from "./instance-lock";
import { keepRunning } from "./keep-running";
import { requireFreePorts } from "./require-free-ports";
import { type Runtime, writeRuntime } from "./runtime-file";
import { readOrMakeSecrets, type Secrets, secretsFile } from "./secrets";
import { type ChildSpec, startChild } from "./start-child";
import type { ServiceUrls, Stage } from "./start-services";
import { waitUntilHealthy } from "./wait-until-healthy";

const HEALTHY_WITHIN_MS = 120_000;

/** The parts of a start that tests replace by small real ones. */
export interface StartParts {
  startServices(settings: Settings, stage: Stage): Promise<ServiceUrls>;
  migrate(databaseUrl: string): Promise<void>;
  build(logFile: string, log: (line: string) => void, signal: AbortSignal): Promise<void>;
  children(settings: Settings, services: ServiceUrls, secrets: Secrets): ChildSpec[];
}

/**
 * From nothing to running: lock, ports, keys, services, migrations, build, children. Everything started is handed to
 * `stage.onStop` before the next step, so that a failure at any step can be undone.
 * Throws StartFailure or ServiceUnavailableHere with a sentence for people; throws the signal's reason when aborted.
 */
export async function start(
  settings: Settings,
  parts: StartParts,
  stage: Stage,
  signal: AbortSignal,
): Promise<{ runtime: Runtime; secrets: Secrets }> {
  const { dataDir, ports } = settings;
  const urls = publicUrls(ports);
  const lock = await takeInstanceLock(dataDir, urls.dashboardUrl);
  stage.onStop(() => lock.release());
  await requireFreePorts(ports);
  const secrets = await readOrMakeSecrets(dataDir);
  const logs = join(dataDir, "logs");
  await mkdir(logs, { recursive: true });
  signal.throwIfAborted();

  const services = await parts.startServices(settings, stage);
  signal.throwIfAborted();
  await parts.migrate(services.databaseUrl);
  signal.throwIfAborted();
  await parts.build(join(logs, "build.log"), stage.log, signal);

  const specs = parts.children(settings, services, secrets);
  stage.log(`starting ${specs.map((spec) => spec.name).join(", ")}`);
  for (const spec of specs) {
    const logFile = join(logs, `${spec.name.replaceAll(" ", "-")}.log`);
    const kept = await keepRunning({ name: `the ${spec.name}`, ...stage, start: () => startChild(spec, logFile) });
    stage.onStop(() => kept.stop());
    signal.throwIfAborted();
  }
  await Promise.all(specs.map((spec) => waitUntilHealthy(spec.name, spec.healthUrl, HEALTHY_WITHIN_MS, signal)));

  const runtime = { ...services, ...urls, secretsFile: secretsFile(dataDir) };
  stage.onStop(await writeRuntime(dataDir, runtime));
  return { runtime, secrets };
}
