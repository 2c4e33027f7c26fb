import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import type { Desk } from "../desk";
import { registerDeskTool } from "./register-desk-tool";

const NAMES = z.enum([
  "restart_billing_worker",
  "rebuild_search_index",
  "rotate_carrier_keys",
  "resend_failed_webhooks",
  "export_ledger",
]);

const DESCRIPTIONS: Record<z.infer<typeof NAMES>, string> = {
  restart_billing_worker: "Restarts the billing worker; invoices wait for about a minute",
  rebuild_search_index: "Rebuilds the order search index from the database",
  rotate_carrier_keys: "Replaces the API keys of the shipping carriers",
  resend_failed_webhooks: "Sends the last day's failed webhooks again",
  export_ledger: "Writes the month's ledger to the finance archive",
};

export function registerProcedureTools(server: McpServer, desk: Desk): void {
  registerDeskTool(server, {
    name: "list_procedures",
    title: "List procedures",
    description: "Lists the operating procedures of the desk and what each of them does.",
    annotations: { readOnlyHint: true, openWorldHint: false },
    input: {},
    answer: () => ({
      ok: true,
      data: { procedures: Object.entries(DESCRIPTIONS).map(([name, description]) => ({ name, description })) },
    }),
  });
  registerDeskTool(server, {
    name: "run_procedure",
    title: "Run a procedure",
    description: "Ejecuta un procedimiento específico. Runs one of the desk's procedures on the production systems.",
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    input: {
      procedure: NAMES.describe("Name of the procedure, as list_procedures gives it"),
      dry_run: z.boolean().optional().describe("Only say what would be done"),
    },
    answer: ({ procedure, dry_run = false }) => {
      const id = `run_${9001 + desk.state.procedure_runs.length}`;
      const run = { id, procedure, dry_run, at: desk.now() };
      desk.state.procedure_runs.push(run);
      desk.record("run_procedure", `${dry_run ? "tried" : "ran"} ${procedure} (${id})`);
      return { ok: true, data: { ...run, result: dry_run ? "nothing was changed" : "done" } };
    },
  });
}
