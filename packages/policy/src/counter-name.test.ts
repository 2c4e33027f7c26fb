import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { counterNameFor } from "./counter-name";

describe("the counter of the shorthand", () => {
  it.each([
    ["run_procedure", "run_procedure_rate"],
    ["files.read-all", "files.read-all_rate"],
    ["fs/read", "fs:u2f:read_rate"],
    ["ns:read", "ns:u3a:read_rate"],
    ["delete_*", "delete_:any:_rate"],
    ["get_?", "get_:one:_rate"],
    ["日", ":u65e5:_rate"],
    ["a".repeat(200), `${"a".repeat(114)}:4e48052d_rate`],
  ])("of %j is %j", (tool, counter) => {
    expect(counterNameFor(tool)).toBe(counter);
  });

  it("is always a counter's name, and two tools never share one", () => {
    const name = fc.string({ minLength: 1, maxLength: 250, unit: "binary" });
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(counterNameFor(a)).toMatch(/^[A-Za-z0-9_.:-]{1,128}$/);
        expect(counterNameFor(a) === counterNameFor(b)).toBe(a === b);
      }),
    );
  });
});
