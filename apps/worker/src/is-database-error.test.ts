import { expect, it } from "vitest";
import { isDatabaseError } from "./is-database-error";

const named = (name: string) => Object.assign(new Error("gone"), { name });

it.each([
  [named("PrismaClientKnownRequestError"), true],
  [named("PrismaClientInitializationError"), true],
  [named("DriverAdapterError"), true],
  [new Error("Client has encountered a connection error and is not queryable"), true],
  [new Error("Connection terminated unexpectedly"), true],
  [named("TypeError"), false],
  ["gone", false],
])("%s: %s", (error, is) => {
  expect(isDatabaseError(error)).toBe(is);
});
