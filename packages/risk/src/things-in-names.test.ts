import { describe, expect, it } from "vitest";
import { classifyTool } from "./classify-tool";

const classOf = (tool: string, properties?: Readonly<Record<string, unknown>>) =>
  classifyTool({ tool, inputSchema: properties === undefined ? undefined : { type: "object", properties } }).class;

const text = { type: "string" };

describe("a name of things", () => {
  it.each([
    "fuel_moisture",
    "varroa_threshold",
    "vote_counts",
    "call_volume",
    "aborted_runs",
    "structures_lost",
    "active_perimeters",
    "port_calls",
    "league_rules",
    "headcount_by_site",
    "zoning_of",
    "seat_map",
    "maintenance_due",
    "bedarfsvorschau",
    "storno_historie",
  ])("reads what it is about: %s", (tool) => {
    expect(classOf(tool)).toBe("read");
  });

  it.each([
    ["write", "file_sitrep"],
    ["write", "seat_guest"],
    ["write", "bump_version"],
    ["write", "grant_permissions"],
    ["write", "email_report"],
    ["write", "clock_in"],
    ["write", "transfer_patient"],
    ["write", "order_consult"],
    ["execute", "volume_up"],
    ["execute", "open_dome"],
    ["financial", "upgrade_plan"],
    ["financial", "transfer_balance"],
    ["financial", "deposit_check"],
    ["financial", "charge_no_show"],
    ["financial", "give_tithe"],
    ["financial", "beitrag_einziehen"],
    ["destructive", "void_policy"],
    ["destructive", "fire_employee"],
    ["destructive", "eintrag_streichen"],
    ["destructive", "overwrite_disk"],
  ])("that is done to one of them is %s: %s", (expected, tool) => {
    expect(classOf(tool)).toBe(expected);
  });

  it("is read if the parameters only say which, and isn't if they are kept or switch something", () => {
    expect(classOf("league_table", { season: text })).toBe("read");
    expect(classOf("payslips", { employee_id: text, year: text })).toBe("read");
    expect(classOf("league_table")).toBe("execute");
    expect(classOf("league_table", { season: text, body: text })).toBe("execute");
    expect(classOf("league_table", { season: text, locked: { type: "boolean" } })).toBe("execute");
    expect(classOf("patient_evacuation", { patient_id: text })).toBe("execute");
    expect(classOf("dome_shutter", { id: text })).toBe("execute");
    expect(classOf("tenant_deposit", { id: text })).not.toBe("read");
  });

  it("isn't taken for told behind what destroys, nor if a word may be a verb", () => {
    expect(classOf("cull_counts")).not.toBe("read");
    expect(classOf("lower_threshold")).not.toBe("read");
    expect(classOf("yeet_keys")).not.toBe("read");
    expect(classOf("yeet_users")).not.toBe("read");
    expect(classOf("page_users")).not.toBe("read");
  });

  it("leaves the text aside that begins with what may be a thing, unless it is grave", () => {
    const of = (description: string) => classifyTool({ tool: "hive_weights", description }).class;
    expect(of("Scale readings per hive, in kilograms.")).toBe("read");
    expect(of("Scrap readings per hive.")).toBe("destructive");
  });
});
