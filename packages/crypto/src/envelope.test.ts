import { describe, expect, it } from "vitest";
import { CannotOpen, mintDataKey, open, parseKey, seal, unwrapDataKey } from "./envelope";

const key = Buffer.alloc(32, 7);

describe("envelope", () => {
  it("opens what it sealed, with the same key and place", () => {
    expect(open(key, seal(key, Buffer.from("secret"), "org|t|1|f"), "org|t|1|f").toString()).toBe("secret");
  });

  it("never makes the same ciphertext twice", () => {
    expect(seal(key, Buffer.from("secret"), "p").equals(seal(key, Buffer.from("secret"), "p"))).toBe(false);
  });

  it.each([
    ["another key", (sealed: Buffer) => open(Buffer.alloc(32, 8), sealed, "a")],
    ["another place", (sealed: Buffer) => open(key, sealed, "b")],
    ["a cut value", (sealed: Buffer) => open(key, sealed.subarray(0, 20), "a")],
    [
      "a changed byte",
      (sealed: Buffer) =>
        open(key, Buffer.concat([sealed.subarray(0, -1), Buffer.from([sealed[sealed.length - 1] === 0 ? 1 : 0])]), "a"),
    ],
    ["an unknown format", (sealed: Buffer) => open(key, Buffer.concat([Buffer.from([9]), sealed.subarray(1)]), "a")],
  ])("does not open with %s", (_name, attempt) => {
    expect(() => attempt(seal(key, Buffer.from("secret"), "a"))).toThrow(CannotOpen);
  });

  it("wraps a data key for one organization", () => {
    const { key: dataKey, wrapped } = mintDataKey(key, "org_1");
    expect(unwrapDataKey(key, wrapped, "org_1").equals(dataKey)).toBe(true);
    expect(() => unwrapDataKey(key, wrapped, "org_2")).toThrow(CannotOpen);
  });

  it("names the variable of a key that is too short", () => {
    expect(() => parseKey("ENCRYPTION_KEY", "c2hvcnQ=")).toThrow("ENCRYPTION_KEY must be 32 random bytes");
  });
});
