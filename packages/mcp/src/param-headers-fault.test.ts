import { describe, expect, it } from "vitest";
import { paramHeadersFault } from "./param-headers-fault";

const params = [
  { name: "region", path: ["region"], type: "string" as const },
  { name: "day", path: ["at", "day"], type: "integer" as const },
  { name: "dry", path: ["dry"], type: "boolean" as const },
];

describe("the headers of a call's arguments", () => {
  const rows: readonly (readonly [
    string,
    Parameters<typeof paramHeadersFault>[1],
    readonly string[],
    string | null,
  ])[] = [
    ["the same", { region: "eu" }, ["mcp-param-region", "eu"], null],
    ["missing", { region: "eu" }, [], "mcp-param-region"],
    ["another one", { region: "eu" }, ["mcp-param-region", "us"], "mcp-param-region"],
    ["encoded", { region: "Zürich" }, ["mcp-param-region", "=?base64?WsO8cmljaA==?="], null],
    ["encoded without need", { region: "eu" }, ["mcp-param-region", "=?base64?ZXU=?="], null],
    ["unreadable", { region: "eu" }, ["mcp-param-region", "=?base64?Z?="], "mcp-param-region"],
    ["a number of the same value", { at: { day: 42 } }, ["mcp-param-day", "42.0"], null],
    ["a number of another value", { at: { day: 42 } }, ["mcp-param-day", "42.5"], "mcp-param-day"],
    ["a number in a notation that is none", { at: { day: 42 } }, ["mcp-param-day", "0x2a"], "mcp-param-day"],
    ["a text that looks like the same number", { region: "42" }, ["mcp-param-region", "42.0"], "mcp-param-region"],
    ["a truth", { dry: true }, ["mcp-param-dry", "true"], null],
    ["a truth in other letters", { dry: true }, ["mcp-param-dry", "True"], "mcp-param-dry"],
    ["none for null", { region: null }, [], null],
    ["none for what is absent", null, [], null],
    ["ignored where the argument is absent", {}, ["mcp-param-region", "eu"], null],
    ["ignored where nobody asked", {}, ["mcp-param-other", "x"], null],
    ["not a value that looks like the name", { region: "eu" }, ["x", "mcp-param-region"], "mcp-param-region"],
  ];
  for (const [name, args, headers, expected] of rows) {
    it(`${name}: ${expected ?? "fine"}`, () => {
      expect(paramHeadersFault(params, args, headers)?.header ?? null).toBe(expected);
    });
  }
});
