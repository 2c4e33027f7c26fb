const DAY_MS = 86_400_000;

/** What a new grant or key can be limited to, in days; `never` is chosen, not fallen into. */
export const EXPIRY_CHOICES = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "never", label: "Never" },
] as const;

export const EXPIRY_DEFAULT = "90";

/** The moment a choice means from now on; null is never. Throws for a choice that isn't offered. */
export function expiryFromChoice(choice: string, now: Date): string | null {
  if (choice === "never") return null;
  if (!EXPIRY_CHOICES.some(({ value }) => value === choice)) throw new RangeError("no such expiry is offered");
  return new Date(now.getTime() + Number(choice) * DAY_MS).toISOString();
}
