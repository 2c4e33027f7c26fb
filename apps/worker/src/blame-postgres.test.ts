import { describe, expect, it } from "vitest";
import { blamePostgres } from "./blame-postgres";
import { createLog } from "./log";
import { Outages } from "./outages";

function failing(error: Error) {
  return {
    name: "keeping",
    everyMs: 1,
    run: async () => {
      throw error;
    },
  };
}

const named = (name: string, more: object = {}) => Object.assign(new Error("gone"), { name }, more);
const refused = { meta: { driverAdapterError: { cause: { originalCode: "23505" } } } };

describe("blamePostgres", () => {
  it.each([
    [named("PrismaClientKnownRequestError"), ["Postgres"]],
    [named("PrismaClientInitializationError"), ["Postgres"]],
    [named("DriverAdapterError"), ["Postgres"]],
    [named("PrismaClientKnownRequestError", refused), []],
    [new Error("Client has encountered a connection error and is not queryable"), ["Postgres"]],
    [new Error("Connection terminated unexpectedly"), ["Postgres"]],
    [named("TypeError"), []],
  ])("%s", async (error, blamed) => {
    const outages = new Outages(createLog("silent"));
    await expect(blamePostgres(failing(error), outages).run()).rejects.toBe(error);
    expect(outages.current().map(({ what }) => what)).toEqual(blamed);
  });
});
