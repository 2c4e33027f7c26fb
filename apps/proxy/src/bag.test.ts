import fc from "fast-check";
import { expect, test } from "vitest";
import { Bag } from "./bag";

test("holds what a Set would hold, whatever is added and deleted in whatever order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (steps) => {
      const items = Array.from({ length: 21 }, (_, name) => ({ name, bagIndex: -1 }));
      const bag = new Bag<(typeof items)[number]>();
      const model = new Set<number>();
      for (const step of steps) {
        const item = items[step];
        if (item === undefined) continue;
        if (model.delete(step)) bag.delete(item);
        else {
          model.add(step);
          bag.add(item);
        }
        expect(bag.size).toBe(model.size);
        expect(new Set(bag.snapshot().map(({ name }) => name))).toEqual(model);
      }
    }),
  );
});

test("what isn't in it can't be taken out", () => {
  const bag = new Bag<{ bagIndex: number }>();
  const inside = { bagIndex: -1 };
  bag.add(inside);
  bag.delete({ bagIndex: 0 });
  bag.delete({ bagIndex: -1 });
  expect(bag.snapshot()).toEqual([inside]);
});
