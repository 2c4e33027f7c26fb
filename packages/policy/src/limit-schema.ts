import { z } from "zod";
import { described, field, oneOf } from "./schema-field";

const counterMust = "must be 1 to 128 letters, digits or any of _ . : -";
const counterSchema = z.string(counterMust).regex(/^[A-Za-z0-9_.:-]{1,128}$/, counterMust);

export const windowNames = ["second", "minute", "hour", "day", "week", "month"] as const;
const windowMust = `must be ${windowNames.map((name) => `"${name}"`).join(", ")}, or whole seconds from 1 to 2678400`;
const secondsSchema = z.int(windowMust).min(1, windowMust).max(2_678_400, windowMust);
const windowSchema = z.union([z.enum(windowNames, windowMust), secondsSchema], windowMust);

const maxMust = "must be a whole number, 0 or more";
const maxSchema = z.int(maxMust).min(0, maxMust);

export const scopeNames = ["grant", "session", "team", "server", "organization"] as const;

const pathMust = "must be the path of one argument, like args.amount";
const argumentPathSchema = z.string(pathMust).min(1, pathMust).max(512, pathMust);

const costMust = 'must be a whole number, 1 or more, or an object like {"path": "args.amount", "max": 500}';
const amountMust = "must be a whole number, 1 or more";
export const costSchema = z.strictObject(
  {
    path: described(argumentPathSchema, "The argument that holds the amount."),
    max: described(z.int(amountMust).min(1, amountMust), "The largest amount that one call may have."),
  },
  costMust,
);

const limitMust = 'must be an object like {"counter": "calls", "window": "minute", "max": 10}';
export const limitSchema = z.strictObject(
  {
    counter: described(
      counterSchema,
      "The name of the counter. The same name, scope and window on several tools share one budget.",
    ),
    window: described(
      windowSchema,
      "How long: second, minute, hour, day, week, month, or whole seconds. A month is a calendar month.",
    ),
    max: described(maxSchema, "How much fits into one window."),
    scope: field(z.enum(scopeNames, oneOf(scopeNames)), "Whose calls are counted together.", "grant"),
    per: field(
      argumentPathSchema,
      "An argument: each of its values has a counter of its own, e.g. 3 refunds a day per `args.customer_id`.",
    ),
    cost: field(
      z.union([z.int(costMust).min(1, costMust), costSchema], costMust),
      "How much one call counts: a whole number, or the argument it is read from and the most it may be.",
      1,
    ),
    algorithm: field(
      z.enum(["sliding", "fixed"], oneOf(["sliding", "fixed"])),
      "`sliding`: never more than `max` in any trailing window; the default for windows shorter than a day. `fixed`: per window aligned to UTC; the default from a day on.",
    ),
    on_store_error: field(
      z.enum(["deny", "allow"], oneOf(["deny", "allow"])),
      "What happens when the counter can't be reached. `allow` takes effect only in an organization that chose availability in its settings, and lets a call through only if all of its limits say so.",
      "deny",
    ),
  },
  limitMust,
);

export const shorthandSchema = z.strictObject(
  {
    max: described(maxSchema, "How many calls fit into one window."),
    window: described(windowSchema, "Seconds, or the name of a window."),
  },
  'must be an object like {"max": 10, "window": 60}',
);

export type WrittenLimit = z.output<typeof limitSchema>;
