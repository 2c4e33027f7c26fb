import fc from "fast-check";
import { expect, test } from "vitest";
import { readKnownAnswer, toKnownAnswer } from "./known-answer";
import { readUpstreamAnswer } from "./read-upstream-answer";

function known(text: string, id: number | string = 1) {
  const answer = readUpstreamAnswer(text, id);
  if (answer.kind !== "answer") throw new Error(`the text is no answer: ${answer.kind}`);
  return toKnownAnswer(answer, text);
}

function require(text: string, id: number | string = 1) {
  const found = known(text, id);
  if (found === null) throw new Error("the answer can't be known again");
  return found;
}

const TEXT = '{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"run","description":"Runs \\"it\\"."}]}}';

test("an answer with another id and nothing else is read like any other, with the very result of the first", () => {
  const first = require(TEXT);
  for (const id of [1, 2, -7, "1", 'a "quoted" one', "id\u2028"]) {
    const text = TEXT.replace('"id":1', `"id":${JSON.stringify(id)}`);
    const again = readKnownAnswer(first, text, id);
    expect(again).toEqual(readUpstreamAnswer(text, id));
    expect(again?.value.result).toBe(first.answer.value.result);
  }
});

test.each([
  ["its id is that of another request", TEXT, 2],
  ["its id is another value of the same text", TEXT.replace('"id":1', '"id":"1"'), 1],
  ["its id is written otherwise", TEXT.replace('"id":1', '"id":1e0'), 1],
  ["a member was added", TEXT.replace('"tools":', '"nextCursor":"c","tools":'), 1],
  ["it has white space more", `${TEXT} `, 1],
  ["there is something before it", `\ufeff${TEXT}`, 1],
])("an answer is not known when %s", (_, text, id) => {
  expect(readKnownAnswer(require(TEXT), text, id)).toBeNull();
});

test("a text that differs in any one character is not known", () => {
  const first = require(TEXT);
  for (let at = 0; at < TEXT.length; at += 1) {
    const other = TEXT[at] === "x" ? "y" : "x";
    expect(readKnownAnswer(first, TEXT.slice(0, at) + other + TEXT.slice(at + 1), 1)).toBeNull();
    expect(readKnownAnswer(first, TEXT.slice(0, at) + TEXT.slice(at + 1), 1)).toBeNull();
  }
});

test("wherever the id stands and however the text is spaced, what is known is what would be read", () => {
  const ids = fc.oneof(fc.maxSafeInteger(), fc.string({ unit: "grapheme", maxLength: 20 }));
  const result = fc.dictionary(
    fc.string(),
    fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value))),
  );
  fc.assert(
    fc.property(
      ids,
      ids,
      result,
      fc.shuffledSubarray(["jsonrpc", "id", "result"], { minLength: 3 }),
      fc.nat(2),
      (...drawn) => {
        const [firstId, nextId, value, order, indent] = drawn;
        const write = (id: number | string): string => {
          const members: Record<string, unknown> = { jsonrpc: "2.0", id, result: value };
          return JSON.stringify(Object.fromEntries(order.map((key) => [key, members[key]])), null, indent);
        };
        const read = readUpstreamAnswer(write(firstId), firstId);
        const first = read.kind === "answer" ? toKnownAnswer(read, write(firstId)) : null;
        if (first === null) return;
        expect(readKnownAnswer(first, write(nextId), nextId)).toEqual(readUpstreamAnswer(write(nextId), nextId));
      },
    ),
  );
});

test("errors, and answers that spoke in the gateway's name, are read every time", () => {
  expect(known('{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}')).toBeNull();
  expect(known('{"jsonrpc":"2.0","id":1,"result":{"_meta":{"policylayer/decision":{}}}}')).toBeNull();
});
