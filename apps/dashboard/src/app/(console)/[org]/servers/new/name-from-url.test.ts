import { expect, it } from "vitest";
import { nameFromUrl } from "./name-from-url";

it.each([
  ["https://mcp.stripe.com/v1", "Stripe"],
  ["https://github.com/mcp", "Github"],
  ["https://tools.eu.acme.io", "Acme"],
  ["http://localhost:3200/mcp", "localhost:3200"],
  ["http://127.0.0.1:3200/mcp", "127.0.0.1:3200"],
  ["http://[::1]:3200/mcp", "[::1]:3200"],
  ["mcp.stripe.com", ""],
  ["", ""],
])("%s is named %j", (url, name) => {
  expect(nameFromUrl(url)).toBe(name);
});
