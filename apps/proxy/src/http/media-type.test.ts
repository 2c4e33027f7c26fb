import { expect, test } from "vitest";
import { acceptsBoth, isJsonType } from "./media-type";

test.each([
  ["application/json", true],
  ["Application/JSON; charset=utf-8", true],
  ['application/json;charset="UTF-8"', true],
  ["application/json; charset=utf-16", false],
  ["application/json; charset=utf-8; charset=utf-16", false],
  ["application/json-rpc", false],
  ["application/jsonx", false],
  ["text/plain", false],
  ["text/plain, application/json", false],
  [null, false],
])("content type %j is JSON: %s", (type, expected) => {
  expect(isJsonType(type)).toBe(expected);
});

test.each([
  ["application/json, text/event-stream", true],
  ["text/event-stream;q=0.5,application/json", true],
  ["*/*", true],
  ["application/json", false],
  ["text/event-stream", false],
  ["application/json, text/event-stream;q=0", false],
  ["application/json, text/event-stream;q=0.00", false],
  ["", false],
  [null, false],
])("accept %j takes both: %s", (accept, expected) => {
  expect(acceptsBoth(accept)).toBe(expected);
});
