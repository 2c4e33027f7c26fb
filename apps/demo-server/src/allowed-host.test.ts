import { expect, test } from "vitest";
import { isAllowedHost } from "./allowed-host";

test.each([
  ["127.0.0.1:3200", undefined, true],
  ["localhost:3200", undefined, true],
  ["[::1]:3200", undefined, true],
  ["localhost:3200", "http://localhost:3000", true],
  ["localhost:3200", "https://evil.example", false],
  ["localhost:3200", "null", false],
  ["evil.example:3200", undefined, false],
  ["127.0.0.1.evil.example", undefined, false],
  ["localhost@evil.example", undefined, false],
  ["", undefined, false],
  [undefined, undefined, false],
])("host %s with origin %s is answered: %s", (host, origin, allowed) => {
  expect(isAllowedHost(host, origin)).toBe(allowed);
});
