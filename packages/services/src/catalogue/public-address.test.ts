import { expect, test } from "vitest";
import { publicAddress } from "./public-address";

test.each([
  ["https://mcp.acme.dev/mcp", "https://mcp.acme.dev/mcp"],
  ["https://mcp.acme.dev/mcp?api_key=4f9c2e81a07b4d55&x=1", "https://mcp.acme.dev/mcp"],
  ["https://ada:hunter2@mcp.acme.dev/mcp", "https://mcp.acme.dev/mcp"],
  ["https://mcp.acme.dev/v1/streamable-http-2025-06-18/mcp", "https://mcp.acme.dev/v1/streamable-http-2025-06-18/mcp"],
  ["https://mcp.acme.dev/internationalization/mcp", "https://mcp.acme.dev/internationalization/mcp"],
])("%s is public as %s", (address, expected) => {
  expect(publicAddress(address)).toBe(expected);
});

test.each([
  "https://mcp.acme.dev/s/4f9c2e81a07b4d55/mcp",
  "https://mcp.acme.dev/s/0b9f6c1e-3f5a-4f53-9d0b-1f0e6a3c8a11/mcp",
  "https://mcp.acme.dev/s/YWRhOmh1-bnRlcjJfc2/mcp",
  "https://mcp.acme.dev/sk-live-abcdefgh/mcp",
])("%s can't become public: its path looks like a secret", (address) => {
  expect(publicAddress(address)).toBeNull();
});
