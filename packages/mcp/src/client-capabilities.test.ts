import { expect, test } from "vitest";
import { canBeAsked, relayedClientCapabilities } from "./client-capabilities";

test("an upstream is told what the client declared, as far as it is relayed and allowed", () => {
  const declared = {
    sampling: { tools: {}, future: {} },
    elicitation: { form: {}, url: {} },
    roots: { listChanged: true },
    tasks: {},
    experimental: { x: {} },
  };
  expect(relayedClientCapabilities(declared)).toEqual({
    sampling: { tools: {} },
    elicitation: { form: {}, url: {} },
    roots: { listChanged: true },
  });
  expect(relayedClientCapabilities(declared, (method) => method === "roots/list")).toEqual({
    roots: { listChanged: true },
  });
  expect(relayedClientCapabilities({ sampling: true, roots: { listChanged: 1 } })).toEqual({ roots: {} });
});

test.each([
  [{}, "sampling/createMessage", null, false],
  [{ sampling: {} }, "sampling/createMessage", null, true],
  [{ sampling: {} }, "roots/list", null, false],
  [{ elicitation: {} }, "elicitation/create", { mode: "form" }, true],
  [{ elicitation: {} }, "elicitation/create", {}, true],
  [{ elicitation: {} }, "elicitation/create", { mode: "url" }, false],
  [{ elicitation: { url: {} } }, "elicitation/create", { mode: "url" }, true],
  [{ elicitation: { url: {} } }, "elicitation/create", {}, false],
] as const)("a client that declared %j can be asked %s %j: %s", (declared, method, params, expected) => {
  expect(canBeAsked(declared, method, params)).toBe(expected);
});
