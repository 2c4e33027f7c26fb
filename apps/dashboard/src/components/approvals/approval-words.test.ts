import { expect, it } from "vitest";
import { approversInWords, readStatusFilter } from "./approval-words";

it.each([
  ["admin", 1, "an admin"],
  ["policy_manager", 1, "a policy manager"],
  ["policy_manager", 2, "2 policy managers"],
  ["team:finance", 1, "somebody of the team finance"],
  ["team:finance", 3, "3 people of the team finance"],
])("%s × %i is %s", (approvers, count, words) => {
  expect(approversInWords({ approvers, count })).toBe(words);
});

it("shows what waits unless something else is asked for that there is", () => {
  expect([undefined, "nonsense", "denied", "all"].map(readStatusFilter)).toEqual([
    "pending",
    "pending",
    "denied",
    "all",
  ]);
});
