import { randomBytes } from "node:crypto";
import {
  mintGrant,
  type ProductApi,
  type RecordingUpstream,
  recordedCalls,
  registerServer,
} from "@policylayer/testing/product";
import { callTool, connectAgent } from "./agent";

const POLICY = {
  version: "1",
  default: "deny",
  hide: ["drop_database"],
  tools: {
    list_customers: { action: "deny", reason: "Customers are looked up by support only." },
    run_procedure: { limits: [{ counter: "run_procedure_rate", window: "hour", max: 2, scope: "grant" }] },
  },
};

/** For a server of its own, whose tools wait for a person. */
const ASKING = {
  version: "1",
  default: "deny",
  tools: { run_procedure: { action: "require_approval", reason: "Procedures that move stock are looked at first." } },
};

export interface Filled {
  readonly serverSlug: string;
  readonly policyId: string;
  readonly grantId: string;
  readonly revokedGrantId: string;
  /** Of the call that a limit refused. */
  readonly refusedCallId: string;
  /** Of a call that waits for a person; another one was denied. */
  readonly approvalId: string;
}

/** Something of everything: a server, a policy with two versions, grants in each state, and calls of every decision. */
export async function fillOrganization(product: ProductApi, upstream: RecordingUpstream): Promise<Filled> {
  const id = randomBytes(4).toString("hex");
  const server = { name: `Warehouse ${id}`, slug: `warehouse-${id}`, url: upstream.url, policy: POLICY };
  const registered = await registerServer(product, server);
  const change = {
    document: { ...POLICY, description: "For agents on the night shift." },
    message: "Say whom it is for",
  };
  await product.api("PUT", `/policies/${registered.policyId}`, change, { ifMatch: '"1"' });
  const grant = await mintGrant(product, registered, "Billing agent, production");
  const revoked = await mintGrant(product, registered, "Trial of last week");
  await product.api("DELETE", `/grants/${revoked.id}`);

  const agent = await connectAgent(product.bootstrapped.proxy_url + grant.path, grant.token);
  for (const tool of ["list_customers", "run_procedure", "run_procedure", "run_procedure", "drop_database"]) {
    // A hidden tool is answered with a JSON-RPC error, which the client throws.
    await callTool(agent, tool, { warehouse: "north" }).catch(() => null);
  }
  await agent.close();
  const calls = await recordedCalls(product, grant.id, 5);
  const approvalId = await askPeople(product, upstream, id);
  return {
    serverSlug: registered.serverSlug,
    policyId: registered.policyId,
    grantId: grant.id,
    revokedGrantId: revoked.id,
    refusedCallId: calls.find((call) => call.decision === "rate_limited")?.id ?? "",
    approvalId,
  };
}

async function askPeople(product: ProductApi, upstream: RecordingUpstream, id: string): Promise<string> {
  const server = { name: `Stock ${id}`, slug: `stock-${id}`, url: upstream.url, policy: ASKING };
  const registered = await registerServer(product, server);
  const grant = await mintGrant(product, registered, "Restocking agent");
  const agent = await connectAgent(product.bootstrapped.proxy_url + grant.path, grant.token);
  for (const pallets of [400, 12]) {
    await callTool(agent, "run_procedure", { procedure: "move_pallets", from: "north", to: "south", pallets });
  }
  await agent.close();
  const { data } = await product.api<{ data: { id: string; grant: string; arguments: { pallets: number } }[] }>(
    "GET",
    "/approvals?status=pending",
  );
  const asked = data.filter((approval) => approval.grant === grant.id);
  const idOf = (pallets: number) => asked.find((approval) => approval.arguments.pallets === pallets)?.id ?? "";
  await product.api("POST", `/approvals/${idOf(400)}/deny`, { note: "More than the south has room for." });
  return idOf(12);
}
