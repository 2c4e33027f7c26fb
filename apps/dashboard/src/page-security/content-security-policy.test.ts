import { expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

const directives = (policy: string) => new Map(policy.split("; ").map((part) => [part.split(" ", 1)[0], part]));

it("runs no script without the page's nonce, and no eval", () => {
  const policy = directives(contentSecurityPolicy("bm9uY2U", false));
  expect(policy.get("script-src")).toBe("script-src 'self' 'nonce-bm9uY2U' 'strict-dynamic'");
  expect([...policy.values()].join()).not.toContain("unsafe-eval");
});

it("can't be framed, and sends forms nowhere else", () => {
  const policy = directives(contentSecurityPolicy("n", false));
  expect(policy.get("frame-ancestors")).toBe("frame-ancestors 'none'");
  expect(policy.get("form-action")).toBe("form-action 'self'");
  expect(policy.get("base-uri")).toBe("base-uri 'none'");
});
