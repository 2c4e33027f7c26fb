import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasLongRuns } from "./long-run";
import { scanJson } from "./scan-json";
import { ANSWER_LIMITS, REQUEST_LIMITS } from "./scan-limits";

const FILLER = "x".repeat(20_000);

/** What a text with long strings is found to be must be what it is found to be without them. */
function expectAlike(pieces: readonly string[]): void {
  const head = `{"filler":"${FILLER}","value":"`;
  const short = '{"filler":"","value":"';
  for (const limits of [REQUEST_LIMITS, ANSWER_LIMITS]) {
    const long = scanJson(head + pieces.join(""), limits);
    const brief = scanJson(short + pieces.join(""), limits);
    const moved = brief.kind === "ok" ? brief : { ...brief, offset: brief.offset + FILLER.length };
    expect(long).toEqual(moved);
  }
}

describe("a string in a text of long strings", () => {
  const specials = [
    '"',
    "\\",
    '\\"',
    "\\u",
    "\\ud800",
    "\\ud83d\\ude00",
    "\n",
    "\0",
    "\u001f",
    "\ud800",
    "\udc00",
    "\ud83d\ude00",
    "\u2028",
    "",
  ];
  for (const special of specials) {
    test(`ends and fails at the same place, with ${JSON.stringify(special)} anywhere in it`, () => {
      expect(hasLongRuns(`{"filler":"${FILLER}","value":"`)).toBe(true);
      for (const length of [0, 1, 62, 63, 64, 65, 66, 127, 128, 129, 1_000]) {
        const run = "y".repeat(length);
        expectAlike([run, special, '"}']);
        expectAlike([run, special, run, '"}']);
        expectAlike([run, special, run]);
      }
    });
  }

  test("whatever it holds", () => {
    const piece = fc.oneof(
      fc.constantFrom(...specials),
      fc.nat(150).map((length) => "é".repeat(length)),
      fc.string({ unit: "binary" }),
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => expectAlike([...pieces, '"}'])));
  });
});

test("a text of many short strings is none of long ones", () => {
  expect(hasLongRuns(JSON.stringify(Array.from({ length: 2_000 }, (_, n) => `item ${n}`)))).toBe(false);
  expect(hasLongRuns(FILLER)).toBe(true);
  expect(hasLongRuns('{"a":"short"}')).toBe(false);
});
