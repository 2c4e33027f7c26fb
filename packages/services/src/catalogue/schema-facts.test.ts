import { estimateTokens } from "@policylayer/policy";
import { expect, it } from "vitest";
import { readRetryAfter } from "./fetch-registry-page";
import { schemaFacts, schemaOfFacts } from "./schema-facts";
import { isOwnDomain, serverKey, toServerEntry } from "./server-entry";

it("keeps of a schema what a rule can be made of, and makes the same of it again", () => {
  const schema = {
    type: "object",
    properties: {
      mode: { type: "string", enum: ["fast", "slow"] },
      count: { type: "integer", minimum: 1, maximum: 10 },
      tags: { type: "array", items: { type: "string", enum: ["a", "b"] } },
      maybe: { type: ["string", "null"] },
      anything: {},
    },
    required: ["mode"],
    additionalProperties: false,
  };
  const facts = schemaFacts(schema);
  expect(facts).toMatchObject({ parameterCount: 5, requiredCount: 1, acceptsUnknown: false });
  expect(facts.parameters.map(({ name, type }) => [name, type])).toEqual([
    ["mode", "string"],
    ["count", "integer"],
    ["tags", "array of string"],
    ["maybe", "string or null"],
    ["anything", "any"],
  ]);
  expect(schemaOfFacts(facts.parameters, facts.acceptsUnknown)).toEqual(schema);
});

it("makes nothing of what is no schema", () => {
  for (const value of [undefined, null, "x", [], { properties: [] }, { properties: { a: 7 }, required: "a" }]) {
    expect(() => schemaFacts(value)).not.toThrow();
  }
});

it("estimates a token for four letters, and one for every other sign", () => {
  expect(estimateTokens("")).toBe(0);
  expect(estimateTokens("abcdefgh")).toBe(2);
  expect(estimateTokens("删除文件")).toBe(4);
  expect(estimateTokens("x".repeat(4_000_000))).toBe(1_000_000);
});

it("reads Retry-After as seconds or as a date", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  expect(readRetryAfter("120", now)).toBe(120_000);
  expect(readRetryAfter("Sun, 22 Nov 2026 12:01:00 GMT", now)).toBe(60_000);
  expect([readRetryAfter(null, now), readRetryAfter("soon", now)]).toEqual([null, null]);
});

it("tells a domain that was checked from an account on a shared one", () => {
  expect(["com.stripe/mcp", "io.modelcontextprotocol/x"].map(isOwnDomain)).toEqual([true, true]);
  expect(["io.github.acme/mcp", "acme/mcp", "@acme/mcp"].map(isOwnDomain)).toEqual([false, false, false]);
  expect(serverKey("io.github.Acme/MCP")).toBe("acme/mcp");
});

it("names a server that has no title", () => {
  const titles = ["nonetss/komodo-mcp", "@playwright/mcp", "io.github.acme/weather_api"].map(
    (name) => toServerEntry({ name }).title,
  );
  expect(titles).toEqual(["Komodo MCP", "Playwright MCP", "Weather API"]);
});
