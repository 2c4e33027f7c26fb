import { z } from "zod";
import type { BootstrapInput } from "../bootstrap";
import type { Runtime } from "../runtime-file";
import { type Api, callApi } from "./call-api";
import { makeDemoCalls } from "./demo-calls";
import { demoPolicy } from "./demo-policy";
import { type DemoRecord, readDemoRecord, writeDemoRecord } from "./demo-record";

const ORGANIZATION = { organizationSlug: "demo", teamSlug: "agents", email: "demo@example.com" };
const idSchema = z.object({ id: z.string() });
const grantSchema = z.object({ id: z.string(), token: z.string(), urls: z.record(z.string(), z.string()) });
const listSchema = z.object({ data: z.array(z.object({ id: z.string(), slug: z.string() })) });

export interface SeedDemoOptions {
  dataDir: string;
  runtime: Runtime;
  log(line: string): void;
  bootstrap(input: BootstrapInput): Promise<{ organization: { id: string }; password: string | null; api_key: string }>;
}

/**
 * A demo organization with the demo server, a policy, a grant, and an agent's calls to look at, some refused.
 * Made through the REST API and the proxy like anybody would. Makes nothing twice; what is there already is said.
 * Returns the lines to show. Throws StartFailure when a step is refused.
 */
export async function seedDemo(options: SeedDemoOptions): Promise<string[]> {
  const { dataDir, runtime, log } = options;
  const kept = await readDemoRecord(dataDir);
  const usable = kept !== null && (await isStillValid({ ...runtime, apiKey: kept.apiKey }));
  if (usable && kept.isComplete) {
    log("the demo organization exists already: nothing was added");
    return describeDemo(runtime, kept, []);
  }
  const record = usable ? kept : await begin(options);
  const api: Api = { dashboardUrl: runtime.dashboardUrl, apiKey: record.apiKey };
  // An account that was there before, and a server: somebody else's demo. A new account's password is kept first of all.
  if (!usable && record.password === null && (await hasDemoServer(api))) {
    log("the demo organization exists already, made from another data folder: nothing was added");
    return [];
  }
  log("making the demo organization");
  const step = async (done: Partial<DemoRecord>) => writeDemoRecord(dataDir, Object.assign(record, done));
  await step({});
  if (record.serverId === undefined) {
    const body = { name: "Operations desk", slug: "demo", url: `${runtime.demoUrl}/mcp` };
    await step({ serverId: (await callApi(api, "POST", "/servers", idSchema, body)).id });
  }
  await callApi(api, "POST", `/servers/${record.serverId}/discover`, z.unknown(), {});
  if (record.policyId === undefined) {
    const body = { name: "Operations desk for agents", document: demoPolicy };
    await step({ policyId: (await callApi(api, "POST", `/servers/${record.serverId}/policies`, idSchema, body)).id });
  }
  if (record.grant === undefined) {
    const bindings = [{ server: record.serverId, policy: record.policyId }];
    const body = { label: "Demo agent", team: ORGANIZATION.teamSlug, bindings };
    const { id, token, urls } = await callApi(api, "POST", "/grants", grantSchema, body);
    const url = urls.demo ?? `${runtime.proxyUrl}/demo/agents/demo/mcp`;
    await step({ grant: { id, token, url } });
  }
  const refusals = record.grant === undefined ? [] : await makeDemoCalls(record.grant);
  await step({ isComplete: true });
  return describeDemo(runtime, record, refusals);
}

async function begin({ bootstrap }: SeedDemoOptions): Promise<DemoRecord> {
  const { organization, password, api_key: apiKey } = await bootstrap(ORGANIZATION);
  return { organizationId: organization.id, email: ORGANIZATION.email, password, apiKey, isComplete: false };
}

/** The database may be another than the one the record was made for: only its key tells. */
async function isStillValid(api: Api): Promise<boolean> {
  const answer = await fetch(`${api.dashboardUrl}/api/v1/servers`, {
    headers: { authorization: `Bearer ${api.apiKey}` },
  });
  await answer.arrayBuffer();
  return answer.ok;
}

async function hasDemoServer(api: Api): Promise<boolean> {
  const { data } = await callApi(api, "GET", "/servers", listSchema);
  return data.some((server) => server.slug === "demo");
}

function describeDemo(runtime: Runtime, record: DemoRecord, refusals: string[]): string[] {
  const lines = [
    "  Demo",
    `    sign in at   ${runtime.dashboardUrl} as ${record.email}`,
    `    password     ${record.password ?? "(the one that account had before)"}`,
    `    proxy URL    ${record.grant?.url ?? ""}`,
    `    grant token  ${record.grant?.token ?? ""}`,
  ];
  if (refusals.length > 0) lines.push("    refused just now:", ...refusals.map((refusal) => `      ${refusal}`));
  return [...lines, ""];
}
