import { expect, test } from "vitest";
import { otherReadings, otherTemplateReadings } from "./uri-readings";

test.each([
  ["docs://a/b", []],
  ["plain words", []],
  ["urn:a:b", []],
  ["DOCS://a/b", ["docs://a/b"]],
  ["file:///a/../b", ["file:///b"]],
  ["file:///a/%2e%2e/b", ["file:///b", "file:///a/../b"]],
  ["file:///a/..%2fb", ["file:///a/../b", "file:///b"]],
  ["docs://x/a%20b", ["docs://x/a b"]],
  [" docs://a", ["docs://a"]],
  ["docs://x/%ff", []],
])("%s could be read as %j", (uri, readings) => {
  expect(otherReadings(uri)).toEqual(readings);
});

test.each([
  ["file:///secret/{name}", []],
  ["memo:{id}", []],
  ["file:///%73ecret/{+path}", ["file:///secret/{+path}"]],
  ["file:///a/../secret/{name}{?q}", ["file:///secret/{name}{?q}"]],
])("the template %s can be read otherwise: %j", (template, readings) => {
  const others = otherTemplateReadings(template).filter((reading) => reading !== template);
  expect([...new Set(others)]).toEqual(readings);
});
