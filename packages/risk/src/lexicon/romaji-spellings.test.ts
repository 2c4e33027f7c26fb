import { expect, it } from "vitest";
import { romajiSpellings } from "./romaji-spellings";

it("spells what is written as it is typed also as it is said, and in the other system", () => {
  expect(romajiSpellings("shoukyo")).toEqual(["shokyo", "syoukyo", "syokyo"]);
  expect(romajiSpellings("kanpu")).toContain("kampu");
});
