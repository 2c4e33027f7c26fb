import { expect, it } from "vitest";
import { locatePointer } from "./locate-pointer";

const TEXT = JSON.stringify(
  {
    version: "1",
    hide: ["drop_*", "wipe"],
    tools: { "a/b~c": { limits: [{ max: 1 }, { max: 10 }] } },
  },
  null,
  2,
);
const at = (pointer: string, text = TEXT) => {
  const range = locatePointer(text, pointer);
  return range === null ? null : text.slice(range.from, range.to);
};

it("finds a property with its name, and an element by its position", () => {
  expect(at("/version")).toBe('"version": "1"');
  expect(at("/hide/1")).toBe('"wipe"');
  expect(at("/tools/a~1b~0c/limits/1/max")).toBe('"max": 10');
});

it("finds the whole document under the empty pointer", () => {
  expect(at("")).toBe(TEXT);
});

it("finds nothing where the document has nothing", () => {
  expect(at("/tools/other")).toBeNull();
  expect(at("/hide/2")).toBeNull();
  expect(at("/hide/x")).toBeNull();
  expect(at("/version/0")).toBeNull();
  expect(at("/x", "")).toBeNull();
});

it("still finds what stands before a mistake", () => {
  expect(at("/default", '{"default": "deny", "tools": {')).toBe('"default": "deny"');
});
