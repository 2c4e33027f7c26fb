import { expect, it } from "vitest";
import { prettyArguments } from "./pretty-arguments";

it("spreads arguments over lines, and keeps what is in them", () => {
  const text = '{"to":"a {b}, [c]: \\"d\\"","amount":9007199254740993.10,"list":[1,{"x":null}],"none":{},"empty":[]}';
  expect(prettyArguments(text)).toBe(`{
  "to": "a {b}, [c]: \\"d\\"",
  "amount": 9007199254740993.10,
  "list": [
    1,
    {
      "x": null
    }
  ],
  "none": {},
  "empty": []
}`);
});

it("shows the characters that can't be seen or turn the order of reading round", () => {
  expect(prettyArguments('{"to":"a\u202eb\u200bc\u{e0041}é😀"}')).toBe(
    '{\n  "to": "a\\u202eb\\u200bc\\udb40\\udc41é😀"\n}',
  );
});

it("takes what it is given for the same value", () => {
  const value = { a: [1, "x", [[], {}]], b: { c: true, d: '\\ " \n' } };
  expect(JSON.parse(prettyArguments(JSON.stringify(value)))).toEqual(value);
});
