import type { Runtime } from "../runtime";
import type { Exchange } from "./exchange";

export interface Readiness {
  readonly isReady: boolean;
  readonly body: string;
}

/** How long a dependency may take to show that it is there. */
const PROBE_MS = 1_000;

export interface HealthDeps {
  readonly runtime: Runtime;
  /** Asks Postgres anything; rejects when it is away. */
  readonly pingDirectory: () => Promise<unknown>;
  readonly isDraining: () => boolean;
}

/**
 * Ready means that calls can be judged and recorded: the gate's script answers and this process is not about to end.
 * Postgres is reported only, since cached grants work without it.
 */
export async function readReadiness({ runtime, pingDirectory, isDraining }: HealthDeps): Promise<Readiness> {
  const [store, directory] = await Promise.all([
    isAnswered(
      runtime.gate.check({ partition: 0, organizationId: "readyz", grantId: "readyz", epoch: "", sessionId: null }),
    ),
    isAnswered(pingDirectory()),
  ]);
  const draining = isDraining();
  const isReady = store && !draining;
  const reason = draining ? "shutting_down" : store ? null : "store_unavailable";
  const states = { store: store ? "up" : "down", directory: directory ? "up" : "down" };
  return { isReady, body: JSON.stringify({ ready: isReady, ...(reason === null ? {} : { reason }), ...states }) };
}

async function isAnswered(answer: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PROBE_MS);
  });
  try {
    return await Promise.race([
      answer.then(
        () => true,
        () => false,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether a request target is /livez or /readyz. */
export function isHealthPath(target: string | undefined): boolean {
  return target === "/livez" || target === "/readyz";
}

/** Answers them, whatever the Host: probes come by address. */
export async function handleHealth(deps: HealthDeps, exchange: Exchange): Promise<void> {
  const { url, method } = exchange.req;
  if (method !== "GET" && method !== "HEAD") {
    exchange.problem("method_not_allowed", "Allow", "GET, HEAD");
  } else if (url === "/livez") {
    exchange.json(200, '{"live":true}');
  } else {
    const { isReady, body } = await readReadiness(deps);
    exchange.json(isReady ? 200 : 503, body);
  }
}
