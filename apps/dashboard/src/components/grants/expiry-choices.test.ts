import { expect, it } from "vitest";
import { EXPIRY_CHOICES, EXPIRY_DEFAULT, expiryFromChoice } from "./expiry-choices";

const NOW = new Date("2026-11-22T12:00:00.000Z");

it("counts whole days from now", () => {
  expect(expiryFromChoice("90", NOW)).toBe("2027-02-20T12:00:00.000Z");
});

it("never expires only when that was chosen", () => {
  expect(expiryFromChoice("never", NOW)).toBeNull();
  expect(() => expiryFromChoice("", NOW)).toThrow(RangeError);
  expect(() => expiryFromChoice("99999", NOW)).toThrow(RangeError);
});

it("offers its default", () => {
  expect(EXPIRY_CHOICES.map(({ value }) => value)).toContain(EXPIRY_DEFAULT);
});
