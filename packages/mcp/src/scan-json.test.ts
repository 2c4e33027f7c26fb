import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scanJson } from "./scan-json";
import { ANSWER_LIMITS, REQUEST_LIMITS } from "./scan-limits";

const isParseable = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** White space, indentation and escapes that JSON allows and `JSON.stringify` doesn't write. */
const jsonText = fc
  .tuple(fc.jsonValue({ maxDepth: 5, stringUnit: "grapheme" }), fc.constantFrom("", " ", "\t", "\r\n"))
  .map(([value, space]) => `${space}${JSON.stringify(value, null, space)}${space}`);

/** Pieces that occur in JSON, in any order: mostly nonsense, sometimes nearly JSON. */
const nearlyJson = fc
  .array(
    fc.constantFrom(
      ...'{}[]:,"\\/ \t\n\v0123456789-+.eEtfn',
      "true",
      "false",
      "null",
      '"a"',
      '"a":',
      '"b":1',
      "\\u0061",
      "\\ud83d\\ude00",
      "1e5",
      "-0",
      "0.1",
      "01",
      "\u00a0",
      "é",
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));

/** JSON with one character inserted, removed or replaced. */
const damagedJson = fc
  .tuple(
    jsonText,
    fc.nat(),
    fc.nat({ max: 1 }),
    fc.constantFrom("", '"', "\\", "{", "}", "[", "]", ",", ":", "0", "-", ".", "e", " ", "\n", "\0", "x"),
  )
  .map(([text, position, removed, inserted]) => {
    const at = position % (text.length + 1);
    return text.slice(0, at) + inserted + text.slice(at + removed);
  });

describe("the scan agrees with JSON.parse on what JSON is", () => {
  it("accepts every JSON text without duplicate keys", () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(scanJson(text, REQUEST_LIMITS).kind).toBe("ok");
      }),
      { numRuns: 500 },
    );
  });

  it("what it accepts parses, and what it calls no JSON doesn't", () => {
    fc.assert(
      fc.property(fc.oneof(nearlyJson, damagedJson, fc.string()), (text) => {
        const { kind } = scanJson(text, ANSWER_LIMITS);
        if (kind === "ok") expect(isParseable(text)).toBe(true);
        if (kind === "syntax") expect(isParseable(text)).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });

  const accepted = [
    "0",
    "-0",
    "-0.0e-0",
    "1E+2",
    '""',
    '"\\b\\f\\n\\r\\t\\/\\\\\\""',
    '"\u007f\u2028"',
    "[[],{}]",
    " null ",
    '"\\ud83d\\ude00"',
    '"😀"',
  ];
  for (const text of accepted) {
    it(`reads ${text}`, () => {
      expect(isParseable(text)).toBe(true);
      expect(scanJson(text, REQUEST_LIMITS).kind).toBe("ok");
    });
  }

  const refused = [
    "",
    "-",
    "00",
    "1.e1",
    ".5",
    "1e",
    "1e+",
    "tru",
    "nul",
    "True",
    "[,]",
    "[1,]",
    "[1 2]",
    "{1:2}",
    '{"a"}',
    '{"a":}',
    '{"a" 1}',
    '{"a":1,}',
    "{,}",
    "[}",
    "{]",
    "]",
    "[1]]",
    '"\\u12g4"',
    '"\\',
    '"\t"',
    '"\u001f"',
    "\v1",
    "1\u00a0",
    "\ufeff1",
  ];
  for (const text of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(isParseable(text)).toBe(false);
      expect(scanJson(text, REQUEST_LIMITS).kind).toBe("syntax");
    });
  }
});

describe("duplicate keys", () => {
  /** Objects as lists of pairs, so that a key can be written twice. */
  const pairs = fc.array(fc.tuple(fc.constantFrom("a", "b", "name", "", "__proto__", "é", "😀"), fc.nat()), {
    maxLength: 20,
  });
  const escaped = (key: string): string =>
    [...key]
      .map((char) =>
        [...Array(char.length).keys()].map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
      )
      .join("");

  it("are refused exactly when a key occurs twice in one object, however it is written", () => {
    fc.assert(
      fc.property(
        pairs,
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        fc.boolean(),
        (members, escapes, isNested) => {
          const body = members
            .map(([key, value], index) => `"${escapes[index] === true ? escaped(key) : key}":${value}`)
            .join(",");
          const text = isNested ? `[{"a":{${body}},"b":[{}]}]` : `{${body}}`;
          const isDoubled = new Set(members.map(([key]) => key)).size < members.length;
          expect(scanJson(text, REQUEST_LIMITS).kind).toBe(isDoubled ? "duplicate_key" : "ok");
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("are found in an object of many keys, at any distance", () => {
    const keys = Array.from({ length: 4_000 }, (_, index) => `"k${index}":{"k${index}":1}`).join(",");
    expect(scanJson(`{${keys}}`, REQUEST_LIMITS).kind).toBe("ok");
    expect(scanJson(`{${keys},"k0":1}`, REQUEST_LIMITS)).toMatchObject({ kind: "duplicate_key" });
    expect(scanJson(`{${keys},"k3999":1}`, REQUEST_LIMITS)).toMatchObject({ kind: "duplicate_key" });
  });
});

describe("surrogates", () => {
  for (const text of [
    '"\ud800"',
    '"\udc00"',
    '"\ud800\ud800"',
    '"\\ud800"',
    '"\\ud800\\u0041"',
    '"\\udc00\\udc00"',
    '"\ud83d\\ude00"',
    '"\\ud83d\ude00"',
    '{"\\udc00":1}',
  ]) {
    it(`half a pair in ${JSON.stringify(text)} is refused from clients and read from upstreams`, () => {
      expect(scanJson(text, REQUEST_LIMITS).kind).toBe("surrogate");
      expect(scanJson(text, ANSWER_LIMITS).kind).toBe("ok");
    });
  }
});

describe("spans", () => {
  it("the arguments' slice is the value alone, whatever surrounds it", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: "grapheme" }),
        fc.constantFrom("", " ", "\n\t"),
        fc.boolean(),
        (value, space, isFirst) => {
          const slice = JSON.stringify(value, null, space);
          const member = `"arguments"${space}:${space}${slice}${space}`;
          const params = isFirst ? `{${member},"name":"t"}` : `{"_meta":{"arguments":0},${space}${member}}`;
          const text = `{"id":${space}7${space},"arguments":1,"params":${params},"x":{"arguments":2}}`;
          const scan = scanJson(text, REQUEST_LIMITS);
          if (scan.kind !== "ok") throw new Error(scan.what);
          expect(text.slice(scan.argumentsStart, scan.argumentsEnd)).toBe(slice);
          expect(text.slice(scan.idStart, scan.idEnd)).toBe("7");
        },
      ),
    );
  });

  it("an answer's slice is the value alone too", () => {
    const rows = ['{"a":[{"result":1}]}', "{}", "[ ]", "9007199254740993", '"x"', '{"error" : 2 }'];
    for (const member of ["result", "error"]) {
      for (const value of rows) {
        const text = `{ "id":7, "${member}" : ${value} ,"jsonrpc":"2.0"}`;
        const scan = scanJson(text, REQUEST_LIMITS);
        if (scan.kind !== "ok") throw new Error(scan.what);
        expect(text.slice(scan.answerStart, scan.answerEnd)).toBe(value);
        expect(text.slice(scan.idStart, scan.idEnd)).toBe("7");
      }
    }
  });

  it("are -1 when the members are absent or elsewhere", () => {
    for (const text of [
      "[]",
      "{}",
      '{"params":[{"arguments":1}]}',
      '{"a":{"arguments":1,"id":2}}',
      '{"arguments":1}',
    ]) {
      expect(scanJson(text, REQUEST_LIMITS)).toEqual({
        kind: "ok",
        idStart: -1,
        idEnd: -1,
        argumentsStart: -1,
        argumentsEnd: -1,
        answerStart: -1,
        answerEnd: -1,
      });
    }
  });
});
