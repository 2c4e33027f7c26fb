import { createInterface } from "node:readline/promises";
import { describeLaunch } from "@policylayer/stack";
import { variable } from "./env";
import { expandVariables } from "./expand-variables";
import { toKnownTool } from "./known-server";
import { listServerTools } from "./list-server-tools";
import type { ConfiguredServer } from "./read-configurations";
import { safeText } from "./safe-text";
import { ScanFailure } from "./scan-failure";
import type { ListedServer } from "./scanned-stack";

export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/**
 * Says what would be run and connected to, asks unless told not to, and lists each server in turn. Throws ScanFailure when
 * the answer is no, or there is nobody to ask.
 */
export async function listServers(
  servers: readonly ConfiguredServer[],
  isAgreed: boolean,
  terminal: Terminal,
): Promise<ReadonlyMap<string, ListedServer>> {
  const listed = new Map<string, ListedServer>();
  const tell = (sentence: string) => terminal.output.write(`${sentence}\n`);
  const planned = servers.filter(({ launch }) => launch !== null);
  if (planned.length === 0) {
    tell("There is nothing to start or to connect to.");
    return listed;
  }
  tell("To list their tools, this will:");
  for (const { name, launch } of planned)
    if (launch !== null) tell(`  ${safeText(name)}: ${safeText(describeLaunch(launch))}`);
  if (!isAgreed) await askOrRefuse(terminal);
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  try {
    for (const server of planned) {
      tell(`listing ${safeText(server.name)} …`);
      listed.set(server.name, await listServer(server, stop.signal));
      if (stop.signal.aborted) throw new ScanFailure("stopped; what was started has ended");
    }
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
  return listed;
}

async function listServer({ name, launch }: ConfiguredServer, stop: AbortSignal): Promise<ListedServer> {
  if (launch === null) return { known: null, problem: "there is nothing to start or to connect to" };
  const expanded = expandVariables(launch, (variableName) => variable(variableName));
  if (!expanded.ok) {
    const many = expanded.missing.length === 1 ? "is" : "are";
    return { known: null, problem: `${expanded.missing.join(", ")} ${many} not set` };
  }
  const listing = await listServerTools(expanded.launch, stop);
  if (!listing.ok) return { known: null, problem: listing.problem };
  const tools = listing.tools.map((tool) => toKnownTool(name, tool));
  return { known: { source: "listed", name: null, version: null, tools }, problem: null };
}

async function askOrRefuse({ input, output }: Terminal): Promise<void> {
  if (!input.isTTY)
    throw new ScanFailure("nothing was started: there is nobody to ask. Add --yes to agree to the above");
  const asking = createInterface({ input, output });
  try {
    const answer = await asking.question("Go on? [y/N] ");
    if (!/^y(es)?$/i.test(answer.trim())) throw new ScanFailure("nothing was started");
  } finally {
    asking.close();
  }
}
