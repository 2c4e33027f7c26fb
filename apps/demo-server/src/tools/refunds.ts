import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import type { Desk } from "../desk";
import { registerDeskTool } from "./register-desk-tool";

export function registerRefundTools(server: McpServer, desk: Desk): void {
  registerDeskTool(server, {
    name: "create_refund",
    title: "Refund an order",
    description: "Pays money back to the customer of an order. The payment starts at once.",
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    input: {
      order_id: z.string().regex(/^ord_\d+$/),
      amount: z.int().min(1).describe("In the smallest unit of the currency: 1250 is EUR 12.50"),
      currency: z.enum(["EUR", "USD", "GBP"]),
    },
    answer: ({ order_id, amount, currency }) => {
      const order = desk.state.orders.find((candidate) => candidate.id === order_id);
      if (!order) return { ok: false, reason: `There is no order ${order_id}.` };
      if (order.currency !== currency) return { ok: false, reason: `${order_id} was paid in ${order.currency}.` };
      const left = order.amount - order.refunded;
      if (amount > left) return { ok: false, reason: `Only ${left} of ${order_id} can still be refunded.` };
      const refund = { id: `ref_${7001 + desk.state.refunds.length}`, order_id, amount, currency };
      order.refunded += amount;
      desk.state.refunds.push(refund);
      desk.record("create_refund", `paid back ${amount} ${currency} of ${order_id} (${refund.id})`);
      return { ok: true, data: refund };
    },
  });
}
