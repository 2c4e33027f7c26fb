import { afterAll, beforeAll, expect, it } from "vitest";
import { listAdminEvents } from "../src/admin-events";
import { createPolicy, simulatePolicy } from "../src/policies";
import { approveTool, createServer, listTools, overrideToolClass, pinTools, toolViewSchema } from "../src/servers";
import { buildWorld, type Tenant, type World } from "./world";

let world: World;
let tenant: Tenant;
let server: string;
const runProcedure = {
  name: "run_procedure",
  description: "Ejecuta un procedimiento específico",
  inputSchema: { type: "object", properties: { procedure: { type: "string" } } },
};

beforeAll(async () => {
  world = await buildWorld();
  tenant = await world.tenant("acme");
  server = (await createServer(tenant.ctx, { name: "Ops", url: "https://ops.example.com" })).id;
  await pinTools(tenant.ctx, { id: server, tools: [runProcedure] });
});

afterAll(() => world.end());

async function theTool() {
  const tool = (await listTools(tenant.ctx, { id: server })).data[0];
  if (tool === undefined) throw new Error("no tool");
  return tool;
}

async function decisionByClass() {
  const classes = { read: {}, execute: { action: "deny" } };
  const { id } = await createPolicy(tenant.ctx, {
    server,
    name: `By class ${Math.random()}`,
    document: { version: "1", default: "deny", classes },
  });
  return (await simulatePolicy(tenant.ctx, { id, calls: [{ tool: "run_procedure" }] }))[0]?.decision;
}

it("is worked out with evidence, overridden with a note, and taken back", async () => {
  const tool = await theTool();
  expect(toolViewSchema.parse(tool)).toEqual(tool);
  expect(tool.risk).toMatchObject({ class: "execute", severity: "high", unknown: false, override: null });
  expect(tool.risk.evidence).toContainEqual(expect.objectContaining({ source: "description", quote: "Ejecuta" }));
  expect(await decisionByClass()).toBe("deny");

  const note = "It only runs reports.";
  const changed = await overrideToolClass(tenant.ctx, { id: server, tool: tool.id, class: "read", note });
  expect(changed).toEqual(await theTool());
  expect(changed.risk).toMatchObject({
    class: "read",
    severity: "low",
    confidence: 1,
    found_class: "execute",
    override: { class: "read", note, by: "owner@acme.example", is_for_this_definition: true },
  });
  expect(await decisionByClass()).toBe("allow");
  expect((await listAdminEvents(tenant.ctx)).data).toContainEqual(
    expect.objectContaining({
      action: "tool.class_overridden",
      before: { tool: "run_procedure", class: null, note: null },
      after: { tool: "run_procedure", class: "read", note },
    }),
  );

  await pinTools(tenant.ctx, { id: server, tools: [{ ...runProcedure, description: "Borra la base de datos" }] });
  const hash = (await theTool()).pending?.hash ?? "none";
  await approveTool(tenant.ctx, { id: server, tool: tool.id, hash });
  expect((await theTool()).risk).toMatchObject({
    class: "read",
    found_class: "destructive",
    override: { is_for_this_definition: false },
  });

  await overrideToolClass(tenant.ctx, { id: server, tool: "run_procedure", class: null });
  expect((await theTool()).risk).toMatchObject({ class: "destructive", override: null });
});

it("needs a note, and a tool that exists", async () => {
  const override = (more: object) =>
    overrideToolClass(tenant.ctx, { id: server, tool: "run_procedure", class: "read", ...more });
  await expect(override({ note: "  " })).rejects.toMatchObject({ code: "INVALID", problems: [{ pointer: "/note" }] });
  await expect(override({ tool: "nobody", note: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("isn't news when there is nothing to take back", async () => {
  const before = await listAdminEvents(tenant.ctx);
  await overrideToolClass(tenant.ctx, { id: server, tool: "run_procedure", class: null });
  expect(await listAdminEvents(tenant.ctx)).toEqual(before);
});
