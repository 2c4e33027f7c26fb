import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyTool } from "./classify-tool";
import { labelledTools } from "./fixtures/labelled-tools";
import type { ToolFacts } from "./risk-class";

const object = (properties: Record<string, unknown>) => ({ type: "object", properties });
const classOf = (facts: ToolFacts) => classifyTool(facts).class;

describe("a tool by its words", () => {
  it.each(labelledTools)("%s: %s %s", (expected, tool, description) => {
    const { class: found, isUnknown } = classifyTool({ tool, description });
    expect({ found, isUnknown }).toEqual({ found: expected, isUnknown: false });
  });

  it("takes the server's own name off before it looks for a verb", () => {
    expect(classOf({ server: "acme/post-office", tool: "post_office_list_parcels" })).toBe("read");
  });

  it("reads what is made of things alone if the parameters only say which", () => {
    const of = (tool: string, ...names: string[]) =>
      classOf({ tool, inputSchema: object(Object.fromEntries(names.map((name) => [name, { type: "string" }]))) });
    expect(of("空闲教室", "校区", "日期")).toBe("read");
    expect(of("廃止路線", "年度")).toBe("read");
    expect(of("空闲教室", "日期", "内容")).toBe("execute");
    expect(of("打扫教室", "日期")).toBe("execute");
  });

  it("says unknown, treated as execute, when nothing tells", () => {
    const {
      class: found,
      isUnknown,
      confidence,
      evidence,
    } = classifyTool({ tool: "frobnicate", description: "Does it." });
    expect({ found, isUnknown, confidence }).toEqual({ found: "execute", isUnknown: true, confidence: 0.2 });
    expect(evidence.at(-1)?.says).toContain("unknown, treated as execute");
  });

  it("believes the graver of name and description", () => {
    expect(classOf({ tool: "get_pet", description: "Gets a pet and deletes it afterwards" })).toBe("destructive");
    expect(classOf({ tool: "read_note", description: "Transfers 100 EUR to the given account" })).toBe("financial");
    expect(classOf({ tool: "delete_all", description: "Gets everything." })).toBe("destructive");
  });

  it('takes a word before "to" for what is done, though it may be a thing', () => {
    expect(classOf({ tool: "debug-log", title: "Log to File" })).toBe("write");
    expect(classOf({ tool: "debug-log", title: "Log" })).toBe("read");
  });

  it("isn't misled by what isn't done", () => {
    expect(classOf({ tool: "helper", description: "Does not delete anything. It lists files." })).toBe("read");
    expect(classOf({ tool: "helper", description: "Shows the plan without executing it" })).toBe("read");
  });

  it("isn't misled by characters that show nothing", () => {
    expect(classOf({ tool: "de\u200blete_user" })).toBe("destructive");
    expect(classOf({ tool: "helper", description: "This tool will de\u00adlete every file" })).toBe("destructive");
  });
});

describe("parameters", () => {
  it("lets an action decide that can be chosen", () => {
    const manage = (values: string[]) => ({ tool: "manage_item", inputSchema: object({ action: { enum: values } }) });
    expect(classOf(manage(["list", "get", "create", "delete"]))).toBe("destructive");
    expect(classOf(manage(["list", "get", "create"]))).toBe("write");
    expect(classOf(manage(["list", "get"]))).toBe("read");
    const counted = { operation: { type: "string", description: "One of: list, create, delete" } };
    expect(classOf({ tool: "items", inputSchema: object(counted) })).toBe("destructive");
  });

  it("finds the action behind references, branches, lists and other parameters", () => {
    const of = (inputSchema: unknown) => classOf({ tool: "volumes", inputSchema });
    const action = { enum: ["list", "remove"] };
    expect(of({ type: "object", properties: { action: { $ref: "#/$defs/Act" } }, $defs: { Act: action } })).toBe(
      "destructive",
    );
    expect(of(object({ action: { anyOf: [action, { type: "null" }] } }))).toBe("destructive");
    expect(of(object({ action: { const: "remove" } }))).toBe("destructive");
    expect(of({ oneOf: [object({ action: { const: "list" } }), object({ action: { const: "remove" } })] })).toBe(
      "destructive",
    );
    expect(of(object({ request: object({ action }) }))).toBe("destructive");
    expect(of(object({ steps: { type: "array", items: object({ op: { enum: ["add", "remove"] } }) } }))).toBe(
      "destructive",
    );
    expect(of(object({ type: { enum: ["insert", "delete"] } }))).toBe("destructive");
  });

  it("tells a choice of what to do from one of what to see", () => {
    const choosing = (tool: string, name: string, ...values: string[]) =>
      classOf({ tool, inputSchema: object({ [name]: { enum: values } }) });
    expect(choosing("get_volume", "action", "get", "delete")).toBe("destructive");
    expect(choosing("list_events", "action", "create", "delete")).toBe("read");
    expect(choosing("directions", "mode", "driving", "walking")).toBe("read");
    expect(choosing("get_note", "type", "created", "deleted")).toBe("read");
  });

  it("takes a search with SQL for running it, unless it says that it only reads", () => {
    const sql = object({ sql: { type: "string" } });
    expect(classOf({ tool: "search", description: "Search the database", inputSchema: sql })).toBe("execute");
    expect(classOf({ tool: "query", description: "Run a read-only SQL query", inputSchema: sql })).toBe("read");
    expect(classOf({ tool: "validate_sql", inputSchema: sql })).toBe("read");
    const jql = object({ query: { type: "string", description: "JQL" } });
    expect(classOf({ tool: "search", description: "Search issues", inputSchema: jql })).toBe("read");
  });

  it("takes any HTTP method for execute", () => {
    const any = object({ method: { enum: ["GET", "POST", "DELETE"] }, endpoint: { type: "string" } });
    expect(classifyTool({ tool: "api", inputSchema: any })).toMatchObject({
      class: "execute",
      effects: ["reaches_any_url"],
    });
  });

  it("takes an amount that goes to somebody for money, and one that is noted down not", () => {
    const amount = { amount: { type: "number" }, currency: { type: "string" } };
    expect(classOf({ tool: "create_order", inputSchema: object({ ...amount, customer: {} }) })).toBe("financial");
    expect(classOf({ tool: "create_expense", inputSchema: object(amount) })).toBe("write");
    expect(classOf({ tool: "get_order", inputSchema: object(amount) })).toBe("read");
  });
});

describe("what a server says of its own tool", () => {
  it("raises a class", () => {
    expect(classOf({ tool: "frobnicate", annotations: { destructiveHint: true } })).toBe("destructive");
    expect(classOf({ tool: "handle_thing", annotations: { destructiveHint: true } })).toBe("destructive");
    expect(classOf({ tool: "get_record", annotations: { readOnlyHint: false } })).toBe("write");
  });

  it("makes a change graver that it warns of, and doesn't take overwriting for removing", () => {
    for (const tool of ["send_record", "protect_branch"])
      expect(classifyTool({ tool, annotations: { destructiveHint: true } })).toMatchObject({
        class: "write",
        severity: "high",
      });
    const warned = classifyTool({ tool: "update_record", annotations: { destructiveHint: true } });
    expect(warned).toMatchObject({ class: "write", severity: "high" });
    expect(warned.evidence.some(({ source }) => source === "annotations")).toBe(true);
    expect(classifyTool({ tool: "update_record" }).severity).toBe("medium");
  });

  it("believes neither of two hints that contradict each other", () => {
    const annotations = { readOnlyHint: true, destructiveHint: true };
    expect(classOf({ tool: "get_record", annotations })).toBe("read");
    expect(classifyTool({ tool: "frobnicate", annotations }).isUnknown).toBe(true);
    expect(classOf({ tool: "run_usage_query", annotations })).toBe("execute");
  });

  it("lowers none by itself", () => {
    expect(classifyTool({ tool: "frobnicate", annotations: { readOnlyHint: true } }).isUnknown).toBe(true);
    for (const tool of ["delete_record", "pay_bill", "run_script", "create_record"]) {
      const plain = classOf({ tool });
      expect(classOf({ tool, annotations: { readOnlyHint: true, destructiveHint: false } })).toBe(plain);
    }
  });

  it("lowers one with something else that bears it out", () => {
    expect(classOf({ tool: "run_usage_query" })).toBe("execute");
    expect(classOf({ tool: "run_usage_query", annotations: { readOnlyHint: true } })).toBe("read");
    const inputSchema = object({ sql: { type: "string" } });
    expect(classOf({ tool: "run_usage_query", inputSchema, annotations: { readOnlyHint: true } })).toBe("execute");
  });

  it("counts for nothing at the protocol's defaults", () => {
    const annotations = { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true };
    expect(classOf({ tool: "get_record", annotations })).toBe("read");
  });
});

describe("effects and severity", () => {
  it.each([
    [{ tool: "get_connection_string" }, ["reads_secrets"], "high"],
    [{ tool: "fetch", inputSchema: object({ url: { type: "string" } }) }, ["reaches_any_url"], "medium"],
    [{ tool: "send_email", inputSchema: object({ to: {}, recipient: {} }) }, ["sends_outside"], "medium"],
    [{ tool: "pay_bill" }, ["moves_money"], "critical"],
    [
      { tool: "run_python", inputSchema: object({ code: { type: "string", description: "Python code" } }) },
      ["runs_code"],
      "high",
    ],
    [{ tool: "grant_role" }, ["changes_access"], "high"],
    [{ tool: "rotate_key" }, ["changes_access"], "high"],
    [{ tool: "browser_press_key" }, [], "high"],
    [{ tool: "read_file", inputSchema: object({ path: { type: "string" } }) }, ["reaches_any_path"], "medium"],
    [{ tool: "list_tags" }, [], "low"],
    [{ tool: "run_procedure", description: "Ejecuta un procedimiento específico" }, [], "high"],
  ] as const)("%j", (facts, effects, severity) => {
    expect(classifyTool(facts)).toMatchObject({ effects, severity });
  });

  it("gives evidence that stands in the definition, and says why not the next class", () => {
    const description = "Elimina un cliente de forma permanente";
    const { evidence, language } = classifyTool({ tool: "eliminarCliente", description });
    expect(language).toBe("es");
    for (const { source, quote } of evidence) {
      if (source === "name") expect("eliminarcliente").toContain(quote);
      if (source === "description") expect(description).toContain(quote);
    }
    expect(evidence.at(-1)).toMatchObject({ source: "decision", class: "destructive" });
  });
});

describe("hostile definitions", () => {
  it("never throws, and always gives the same answer", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.string({ unit: "binary" }),
        fc.jsonValue(),
        fc.jsonValue(),
        (tool, description, inputSchema, annotations) => {
          const facts = { tool, description, inputSchema, annotations };
          expect(classifyTool(facts)).toEqual(classifyTool(facts));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("doesn't call read what is made to be read otherwise", () => {
    for (const facts of [
      { tool: "get_\u202euser" },
      { tool: "gеt_user" },
      { tool: "get_user", description: "Gets a user\u{e0064}\u{e0065}\u{e006c}" },
      { tool: "get_user", description: "Gets a user and dеletes it" },
    ]) {
      const { isUnknown, evidence } = classifyTool(facts);
      expect({ facts, isUnknown }).toEqual({ facts, isUnknown: true });
      expect(evidence.at(-1)?.says).toMatch(/^unknown, treated as execute: /);
    }
    expect(classOf({ tool: "delete_user", description: "Deletes a \u202euser" })).toBe("destructive");
    const flag = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
    expect(classOf({ tool: "get_score", description: `Gets the score of ${flag}` })).toBe("read");
    expect(classOf({ tool: "get_user", description: "Получает пользователя по id" })).toBe("read");
  });

  it("doesn't call read what is too long to be looked at", () => {
    const description = `Gets a note. ${"and more ".repeat(2_000)}. This tool deletes the note.`;
    expect(classifyTool({ tool: "get_note", description }).isUnknown).toBe(true);
    const properties = Object.fromEntries(Array.from({ length: 1_200 }, (_, index) => [`p${index}`, {}]));
    expect(classifyTool({ tool: "get_note", inputSchema: object(properties) }).isUnknown).toBe(true);
    for (const word of ["list_", "any_"]) {
      const values = [...Array.from({ length: 600 }, (_, index) => `${word}${index}`), "delete"];
      expect(classOf({ tool: "get_note", inputSchema: object({ action: { enum: values } }) })).not.toBe("read");
    }
  });

  it("gets out of schemas that go round in circles or branch without end", () => {
    const self: Record<string, unknown> = { type: "object", properties: { action: { $ref: "#/properties/action" } } };
    expect(classOf({ tool: "get_note", inputSchema: self })).toBe("read");
    const cyclic: { properties: Record<string, unknown> } = { properties: {} };
    cyclic.properties.again = cyclic;
    expect(classifyTool({ tool: "get_note", inputSchema: cyclic }).isUnknown).toBe(true);
    const bomb = (depth: number): unknown =>
      depth === 0 ? { type: "string" } : { allOf: [bomb(depth - 1), bomb(depth - 1)], properties: { a: {}, b: {} } };
    expect(classifyTool({ tool: "get_note", inputSchema: bomb(14) }).isUnknown).toBe(true);
  });

  it("takes no property that every object has for one of its own", () => {
    const inputSchema: unknown = JSON.parse(
      '{"properties": {"__proto__": {"enum": ["delete"]}, "action": {"enum": ["__proto__", "constructor", "toString"]}}}',
    );
    expect(classOf({ tool: "get_note", inputSchema })).toBe("read");
    for (const tool of ["__proto__", "constructor", "toString"]) expect(classifyTool({ tool }).isUnknown).toBe(true);
  });

  it("stays within its bounds with a megabyte of text and thousands of parameters", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`p${index}`, { type: "string" }]),
    );
    const description = `Deletes a file. ${"and then more ".repeat(80_000)}`;
    const { class: found, evidence } = classifyTool({
      tool: "x".repeat(1_000_000),
      description,
      inputSchema: object(properties),
    });
    expect(found).toBe("destructive");
    expect(JSON.stringify(evidence).length).toBeLessThan(4_000);
  });
});
