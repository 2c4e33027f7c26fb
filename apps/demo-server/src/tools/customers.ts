import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import type { Desk } from "../desk";
import { registerDeskTool } from "./register-desk-tool";

const customerId = z
  .string()
  .regex(/^cus_\d+$/)
  .describe("Customer id, such as cus_1001");

export function registerCustomerTools(server: McpServer, desk: Desk): void {
  const find = (id: string) => desk.state.customers.find((customer) => customer.id === id);
  const absent = (id: string) => ({ ok: false, reason: `There is no customer ${id}.` }) as const;

  registerDeskTool(server, {
    name: "get_customer",
    title: "Get a customer",
    description: "Returns a customer's name, e-mail address and plan.",
    annotations: { readOnlyHint: true, openWorldHint: false },
    input: { customer_id: customerId },
    answer: ({ customer_id }) => {
      const customer = find(customer_id);
      return customer ? { ok: true, data: { ...customer } } : absent(customer_id);
    },
  });
  registerDeskTool(server, {
    name: "update_customer_email",
    title: "Change a customer's e-mail address",
    description: "Replaces the e-mail address that a customer signs in with and gets invoices at.",
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    input: { customer_id: customerId, email: z.email().describe("The new address") },
    answer: ({ customer_id, email }) => {
      const customer = find(customer_id);
      if (!customer) return absent(customer_id);
      desk.record("update_customer_email", `${customer_id}: ${customer.email} became ${email}`);
      customer.email = email;
      return { ok: true, data: { ...customer } };
    },
  });
  registerDeskTool(server, {
    name: "delete_customer",
    title: "Delete a customer",
    description: "Deletes a customer and all of their orders for good. This can't be undone.",
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    input: { customer_id: customerId },
    answer: ({ customer_id }) => {
      if (!find(customer_id)) return absent(customer_id);
      const { state } = desk;
      const orders = state.orders.filter((order) => order.customer_id === customer_id).length;
      state.customers = state.customers.filter((customer) => customer.id !== customer_id);
      state.orders = state.orders.filter((order) => order.customer_id !== customer_id);
      desk.record("delete_customer", `deleted ${customer_id} with ${orders} orders`);
      return { ok: true, data: { deleted: customer_id, orders } };
    },
  });
}
