import { describe, expect, it } from "vitest";
import { decodeHeaderValue, encodeHeaderValue } from "./header-value";

describe("a body's value as a header", () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ["plain", "get_weather", "get_weather"],
    ["with a space inside", "a b", "a b"],
    ["a URI", "file:///a/%62?x=1", "file:///a/%62?x=1"],
    ["empty", "", "=?base64??="],
    ["with a space at its edge", " a", "=?base64?IGE=?="],
    ["with a tab", "a\tb", "=?base64?YQli?="],
    ["with a line break", "a\r\nevil: 1", "=?base64?YQ0KZXZpbDogMQ==?="],
    ["not ASCII", "Zürich", "=?base64?WsO8cmljaA==?="],
    ["like an encoded one", "=?base64?YQ==?=", "=?base64?PT9iYXNlNjQ/WVE9PT89?="],
    ["like the encoding in other letters, which is none", "=?BASE64?YQ==?=", "=?BASE64?YQ==?="],
  ];
  for (const [name, value, header] of rows) {
    it(name, () => {
      expect(encodeHeaderValue(value)).toBe(header);
      expect(decodeHeaderValue(header)).toBe(value);
    });
  }
});

describe("an encoded header that can't be read", () => {
  const rows = ["=?base64?YQ?=", "=?base64?Y Q==?=", "=?base64?/w==?=", "=?base64?YQ==x?="];
  for (const header of rows) {
    it(header, () => {
      expect(decodeHeaderValue(header)).toBeNull();
    });
  }
});
