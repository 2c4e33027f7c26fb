import { mintToken } from "@policylayer/crypto";
import { expect, test } from "vitest";
import { readBearer } from "./bearer";

const token = mintToken("plg");

test("reads the token, whatever the scheme's letters", () => {
  expect(readBearer(`Bearer ${token}`)).toBe(token);
  expect(readBearer(`bEARER ${token}`)).toBe(token);
});

test.each([
  ["nothing", null],
  ["no scheme", token],
  ["another scheme", `Basic ${token}`],
  ["two spaces", `Bearer  ${token}`],
  ["a trailing space", `Bearer ${token} `],
  ["a list", `Bearer ${token}, ${token}`],
  ["an API key", `Bearer ${mintToken("plk")}`],
  ["a wrong checksum", `Bearer ${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`],
  ["a letter outside ASCII", `Bearer ${token.slice(0, -1)}é`],
  ["an empty token", "Bearer "],
])("%s is no token", (_, header) => {
  expect(readBearer(header)).toBeNull();
});
