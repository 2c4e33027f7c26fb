import { expect, it } from "vitest";
import { limitInWords, scopeInWords, subjectInWords, uncountedInWords } from "./limit-words";

const LIMIT = {
  ...{ server: "srv_1", server_slug: "crm", policy: "pol_1", policy_name: "Rules", policy_version: 1 },
  ...{ pointer: "/tools/x/limits/0", subject: "tool", name: "x", counter: "x_rate", scope: "grant", window: "minute" },
  ...{ algorithm: "sliding", max: 10, per: null, cost: 1, on_store_error: "deny", shadow: false, state: null },
};

it("says a limit in words", () => {
  expect(limitInWords(LIMIT)).toBe("10 calls a minute");
  expect(limitInWords({ ...LIMIT, max: 1, window: 90 })).toBe("1 call in 90 seconds");
  expect(limitInWords({ ...LIMIT, cost: 5 })).toBe("10 units a minute");
  const amount = { ...LIMIT, max: 500, window: "day", cost: { path: "args.amount", max: 100 }, per: "args.customer" };
  expect(limitInWords(amount)).toBe("500 of args.amount a day for each args.customer");
});

it("says whose calls it counts, and why there may be no number", () => {
  expect(scopeInWords("team")).toBe("the whole team's calls");
  expect(scopeInWords("toString")).toBe("toString");
  expect(uncountedInWords(LIMIT)).toMatch(/session/);
  expect(uncountedInWords({ ...LIMIT, per: "args.customer" })).toMatch(/argument/);
});

it("says which tools it holds", () => {
  expect(subjectInWords(LIMIT)).toEqual({ name: "x", word: "" });
  expect(subjectInWords({ ...LIMIT, subject: "class", name: "write" })).toEqual({
    name: "write",
    word: "Tools of class",
  });
  expect(subjectInWords({ ...LIMIT, subject: "all_tools", name: null })).toEqual({ name: null, word: "All tools" });
});
