import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createDb } from "@policylayer/db";
import { classifyTool } from "@policylayer/risk";
import {
  type CatalogueDeps,
  getCatalogueServer,
  getCatalogueTool,
  listedToolSchema,
  searchCatalogue,
  searchCatalogueTools,
  similarServers,
} from "@policylayer/services/catalogue";
import { z } from "zod";
import { readCatalogueEnv } from "../env";

async function classify(lines: string): Promise<{ seconds: number; tools: number }> {
  const schema = z.object({ server: z.object({ name: z.string() }), tools: z.array(listedToolSchema) });
  let [tools, ms] = [0, 0];
  for await (const line of createInterface({ input: createReadStream(lines) })) {
    const { server, tools: listed } = schema.parse(JSON.parse(line));
    const startedAt = performance.now();
    for (const { name, ...facts } of listed) classifyTool({ server: server.name, tool: name, ...facts });
    ms += performance.now() - startedAt;
    tools += listed.length;
  }
  return { tools, seconds: Math.round(ms / 10) / 100 };
}

async function read() {
  const db = createDb(readCatalogueEnv().DATABASE_URL ?? "", {
    connectionsMax: 1,
    applicationName: "policylayer-bench",
  });
  const deps: CatalogueDeps = { db, now: () => new Date() };
  try {
    const slugs = await db.catalogueServer.findMany({
      orderBy: { slug: "asc" },
      select: { slug: true },
      where: { toolCount: { gt: 0 } },
    });
    const every = Math.max(1, Math.floor(slugs.length / 300));
    const sample = slugs.filter((_, n) => n % every === 0).map(({ slug }) => slug);
    const tools: (readonly [string, string])[] = [];
    const page = await measure(sample, async (slug) => {
      const [first] = (await getCatalogueServer(deps, slug))?.tool_list ?? [];
      if (first !== undefined) tools.push([slug, first.name]);
    });
    const tool = await measure(tools, ([slug, name]) => getCatalogueTool(deps, slug, name));
    const similar = await measure(sample, (slug) => similarServers(deps, slug));
    const servers = await measure(QUERIES, (q) => searchCatalogue(deps, { q }));
    const found = await measure(QUERIES, (q) => searchCatalogueTools(deps, { q }));
    const misspelt = await measure(MISSPELT, (q) => searchCatalogueTools(deps, { q }));
    return { page, tool, similar, servers, tools: found, misspelt };
  } finally {
    await db.$disconnect();
  }
}

/** Rare and common words, several, beginnings, stems, exact names, typing mistakes, and nothing. */
const QUERIES = [
  ..."github,payments,invoice,delete,get,list,refund customer,search files,run pipeline,execute query".split(","),
  ..."acme cloud,globex crm 17,create_issue,delete_pull_request,send message channel,workspace,returns,kub,dep".split(
    ",",
  ),
  ..."delete_isue,initceh mial,paymnet,wonka chat 4211,stark,analyze metrics dashboards,the,,umbrella mcp".split(","),
  ..."list users,approve,webhook secret,calendar event,storage bucket object,export report,com.wayne3/git-mcp".split(
    ",",
  ),
];

/** Names of tools as people get them wrong, and some that are like none: nothing holds their words, so names are compared. */
const MISSPELT = [
  ..."delete_isue,creat_isssue,lst_pull_requests,getWeahter,serach files,paymnet,initceh mial,execute_qurey".split(","),
  ..."delte_pull_request,send_mesage_channel,list_custmers,refnd_payment,archve project,run_pipline".split(","),
  ..."createInvoce,find_contianer,export_datset,delete weather,deletisue,wonka chat 4211".split(","),
];

/** Every one five times, the first of which warms up. */
async function measure<T>(inputs: readonly T[], work: (input: T) => Promise<unknown>) {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    for (const input of inputs) {
      const startedAt = performance.now();
      await work(input);
      if (round > 0) times.push(performance.now() - startedAt);
    }
  }
  times.sort((left, right) => left - right);
  const at = (share: number) => Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** What `npm run bench -- catalogue` measures: `classify FILE`, or `read`. Prints one line of JSON. */
const [what, file] = process.argv.slice(2);
console.log(JSON.stringify(what === "classify" && file !== undefined ? await classify(file) : await read()));
