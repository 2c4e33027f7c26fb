import { expect, test } from "vitest";
import { credentialsIn, repeatsCredential } from "./credentials";

test.each([
  [["content-type", "application/json", "authorization", "Bearer abcdefghijkl"], ["abcdefghijkl"]],
  [["x-api-key", "abcdefghijklmnop"], ["abcdefghijklmnop"]],
  [["x-api-key", "abcdefgh ijkl"], ["abcdefgh ijkl"]],
  [
    ["x-secret", 'abcdefghijkl"m'],
    ['abcdefghijkl"m', 'abcdefghijkl\\"m'],
  ],
  [
    ["authorization", "Basic YWJjOmRlZmdoaQ==", "x-session-token", "0123456789ab"],
    ["YWJjOmRlZmdoaQ==", "0123456789ab"],
  ],
  [["x-api-key", "short", "x-tenant", "acme-corporation-of-europe"], null],
  [[], null],
])("of %j these open something: %j", (headers, credentials) => {
  expect(credentialsIn(headers)).toEqual(credentials);
});

test("a message repeats a credential wherever it stands", () => {
  expect(repeatsCredential('{"a":"your Bearer abcdefghijkl"}', ["abcdefghijkl"])).toBe(true);
  expect(repeatsCredential('{"a":"abcdefghijk"}', ["abcdefghijkl"])).toBe(false);
  expect(repeatsCredential('{"a":"abcdefghijkl"}', null)).toBe(false);
});
