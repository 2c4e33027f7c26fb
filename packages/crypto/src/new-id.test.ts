import { TypeID } from "typeid-js";
import { describe, expect, it } from "vitest";
import { newId, timeOfId } from "./new-id";

describe("ids", () => {
  it("carry their prefix and their time, and sort as they were made", () => {
    const before = Date.now();
    const ids = Array.from({ length: 10_000 }, () => newId("call"));
    const after = Date.now();
    for (const id of ids) {
      expect(id).toMatch(/^call_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
      expect(timeOfId(id)).toBeGreaterThanOrEqual(before);
      // A millisecond with more than 4096 ids borrows from the next.
      expect(timeOfId(id)).toBeLessThanOrEqual(after + 10);
    }
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("are TypeIDs of a UUIDv7, by another implementation", () => {
    for (let n = 0; n < 1000; n++) {
      const id = newId("srv");
      const uuid = TypeID.fromString(id).toUUID();
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(uuid.replaceAll("-", "").slice(0, 12), 16)).toBe(timeOfId(id));
    }
  });

  it("have a time that is pinned, because rows are found by it", () => {
    expect(timeOfId("call_01m81tg7ewe8jvx4bshztatfj2")).toBe(1_795_357_679_068);
  });

  it.each(["", "call_", "call_nonsense", "call_81m81tg7ewe8jvx4bshztatfj2", "call_01M81TG7EWE8JVX4BSHZTATFJ2"])(
    "have no time when they are none: `%s`",
    (text) => {
      expect(() => timeOfId(text)).toThrow("is not an id");
    },
  );
});
