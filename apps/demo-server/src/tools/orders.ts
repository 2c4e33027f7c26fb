import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import type { Desk } from "../desk";
import { registerDeskTool } from "./register-desk-tool";

const NOTE_CHARS_MAX = 500;
const orderId = z
  .string()
  .regex(/^ord_\d+$/)
  .describe("Order id, such as ord_5001");

export function registerOrderTools(server: McpServer, desk: Desk): void {
  const find = (id: string) => desk.state.orders.find((order) => order.id === id);
  const absent = (id: string) => ({ ok: false, reason: `There is no order ${id}.` }) as const;

  registerDeskTool(server, {
    name: "search_orders",
    title: "Search orders",
    description: "Finds orders by words of the item, by customer or by status.",
    annotations: { readOnlyHint: true, openWorldHint: false },
    input: {
      query: z.string().max(200).optional().describe("Words to look for in the item"),
      customer_id: z.string().optional(),
      status: z.enum(["processing", "shipped", "delivered", "cancelled"]).optional(),
    },
    answer: ({ query, customer_id, status }) => {
      const orders = desk.state.orders.filter(
        (order) =>
          (query === undefined || order.item.toLowerCase().includes(query.toLowerCase())) &&
          (customer_id === undefined || order.customer_id === customer_id) &&
          (status === undefined || order.status === status),
      );
      return { ok: true, data: { orders } };
    },
  });
  registerDeskTool(server, {
    name: "get_invoice",
    title: "Get an invoice",
    description: "Returns the invoice of an order: what was charged, refunded and is left.",
    annotations: { readOnlyHint: true, openWorldHint: false },
    input: { order_id: orderId },
    answer: ({ order_id }) => {
      const order = find(order_id);
      if (!order) return absent(order_id);
      const { item, amount, refunded, currency } = order;
      const number = order_id.replace("ord_", "INV-");
      return {
        ok: true,
        data: { number, order_id, item, currency, charged: amount, refunded, due: amount - refunded },
      };
    },
  });
  registerDeskTool(server, {
    name: "add_order_note",
    title: "Add a note to an order",
    description: "Adds an internal note to an order.",
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
    input: { order_id: orderId, note: z.string().min(1).max(NOTE_CHARS_MAX) },
    answer: ({ order_id, note }) => {
      const order = find(order_id);
      if (!order) return absent(order_id);
      order.notes.push(note);
      desk.record("add_order_note", `${order_id}: ${note}`);
      return { ok: true, data: { order_id, notes: order.notes } };
    },
  });
}
