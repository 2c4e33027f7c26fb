import { expect, test } from "vitest";
import { parseUpstreamUrl } from "./parse-upstream-url";

test.each([
  ["https://mcp.example.com/mcp", "https://mcp.example.com/mcp"],
  ["  https://mcp.example.com/mcp\n", "https://mcp.example.com/mcp"],
  ["HTTP://Example.COM:80", "http://example.com/"],
  ["https://example.com:8443/a?tenant=b", "https://example.com:8443/a?tenant=b"],
  ["http://127.0.0.1:3200/mcp", "http://127.0.0.1:3200/mcp"],
  ["http://[::1]:3200/mcp", "http://[::1]:3200/mcp"],
  ["https://bücher.example/mcp", "https://xn--bcher-kva.example/mcp"],
  ["https://example.com/@scope/mcp", "https://example.com/@scope/mcp"],
])("%j is %s", (text, href) => {
  const parsed = parseUpstreamUrl(text);
  expect(parsed.ok && parsed.url.href).toBe(href);
});

test.each([
  ["", /is empty/],
  ["mcp.example.com/mcp", /must start with https/],
  ["https:example.com", /must start with https/],
  ["http:///etc/passwd", /must start with https/],
  ["file:///etc/passwd", /must start with https/],
  ["ftp://example.com", /must start with https/],
  ["javascript:alert(1)", /must start with https/],
  ["https://user:secret@example.com", /user name or password/],
  ["https://@example.com", /user name or password/],
  ["http://example.com:80@127.0.0.1/", /user name or password/],
  ["https://example.com/mcp#part", /fragment/],
  ["https://example.com/mcp#", /fragment/],
  ["https://example.com\\@evil.example/", /backslash/],
  ["https://exa\tmple.com", /control character/],
  ["https://example.com/a b", /a space/],
  ["https://example.com:0/", /port 0/],
  ["https://example.com:22/", /port 22/],
  ["https://example.com:6000/", /port 6000/],
  ["https://example.com:99999/", /not a valid URL/],
  ["https://exa%mple.com/", /not a valid URL/],
  [`https://example.com/${"a".repeat(2_100)}`, /longer than 2048/],
])("%j is refused: %s", (text, message) => {
  const parsed = parseUpstreamUrl(text);
  expect(!parsed.ok && parsed.message).toMatch(message);
});

test("every disguise of a loopback address is shown as the address it is", () => {
  for (const host of ["0x7f.1", "2130706433", "127.1", "017700000001", "①②⑦.0.0.1"]) {
    const parsed = parseUpstreamUrl(`http://${host}:3000/`);
    expect(parsed.ok && parsed.url.hostname).toBe("127.0.0.1");
  }
});
