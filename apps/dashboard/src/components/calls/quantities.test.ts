import { expect, it } from "vitest";
import { bytesInWords, durationInWords, waitInWords } from "./quantities";

it.each([
  [null, "–"],
  [0.418, "0.42 ms"],
  [4.24, "4.2 ms"],
  [18.4, "18 ms"],
  [2340, "2.3 s"],
  [30_000, "30 s"],
])("a duration of %s reads %s", (ms, words) => {
  expect(durationInWords(ms)).toBe(words);
});

it.each([
  [null, "–"],
  [512, "512 B"],
  [1536, "1.5 KiB"],
  [3 * 1024 * 1024, "3.0 MiB"],
])("a size of %s reads %s", (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});

it.each([
  [1, "1 second"],
  [23_000, "23 seconds"],
  [250_000, "4 min 10 s"],
  [2 * 3_600_000 + 60_000, "2 h 1 min"],
])("a wait of %i ms reads %s", (ms, words) => {
  expect(waitInWords(ms)).toBe(words);
});
