import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { z } from "zod";
import { sentenceOf } from "../start-failure";

const RUNS = 11;
const resultSchema = z.object({
  isError: z.boolean().optional(),
  content: z.array(z.object({ text: z.string().optional() })).default([]),
});

/** Acts as an agent through the proxy, with the official client. Returns the refusals, as the agent was told them. */
export async function makeDemoCalls(grant: { url: string; token: string }): Promise<string[]> {
  const client = new Client({ name: "demo-agent", version: "1.0.0" });
  const transport: unknown = new StreamableHTTPClientTransport(new URL(grant.url), {
    requestInit: { headers: { authorization: `Bearer ${grant.token}` } },
  });
  await client.connect(asTransport(transport));
  const refusals: string[] = [];
  try {
    await client.listTools();
    const call = async (name: string, args: Record<string, unknown>) => {
      const outcome = await client.callTool({ name, arguments: args }).then(
        (result) => resultSchema.parse(result),
        // A hidden tool doesn't exist for the agent: that is a protocol error, not a result.
        (error: unknown) => ({ isError: true, content: [{ text: sentenceOf(error) }] }),
      );
      if (outcome.isError) refusals.push(`${name}: ${outcome.content[0]?.text ?? "refused"}`);
    };
    await call("list_procedures", {});
    await call("get_customer", { customer_id: "cus_1001" });
    await call("search_orders", { query: "sensors" });
    await call("get_invoice", { order_id: "ord_5004" });
    await call("add_order_note", { order_id: "ord_5004", note: "Customer asked when the rest arrives." });
    await call("create_refund", { order_id: "ord_5004", amount: 489_000, currency: "EUR" });
    await call("delete_customer", { customer_id: "cus_1002" });
    for (let run = 0; run < RUNS; run++) {
      await call("run_procedure", { procedure: "resend_failed_webhooks", dry_run: run > 0 });
    }
  } finally {
    await client.close();
  }
  return refusals;
}

/** The SDK's transport class does not fit its own interface under exactOptionalPropertyTypes; at run time it does. */
function asTransport(value: unknown): Transport {
  if (value instanceof StreamableHTTPClientTransport) return value as Transport;
  throw new Error("not a transport");
}
