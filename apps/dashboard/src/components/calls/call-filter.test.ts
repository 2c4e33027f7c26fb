import { expect, it } from "vitest";
import { callQuery, readCallFilter } from "./call-filter";

const read = (query: string) => {
  const params = new URLSearchParams(query);
  return readCallFilter((name) => params.get(name) ?? undefined);
};

it("reads what an address says, and writes it back", () => {
  const filter = read("decision=deny&server=stripe&tool=create_refund&grant=grt_1&other=x");
  expect(filter).toEqual({ decision: "deny", server: "stripe", tool: "create_refund", grant: "grt_1" });
  expect(callQuery(filter)).toBe("?decision=deny&server=stripe&tool=create_refund&grant=grt_1");
  expect(callQuery(filter, { call: "call_1" })).toContain("&call=call_1");
});

it("takes nonsense for no filter", () => {
  expect(read(`decision=maybe&server=+&tool=${"x".repeat(200)}`)).toEqual({});
  expect(callQuery({})).toBe("");
});
