import { expect, test } from "vitest";
import { createLog } from "./log";
import { Outages } from "./outages";

function listening() {
  const lines: Record<string, unknown>[] = [];
  const log = createLog("info", { write: (line: string) => void lines.push(JSON.parse(line)) });
  let now = 0;
  const outages = new Outages(log, () => new Date(now));
  return { lines, outages, advance: (ms: number) => (now += ms) };
}

test("an outage is said once when it begins and once when it ends", () => {
  const { lines, outages, advance } = listening();
  outages.ended("Redis");
  for (let attempt = 0; attempt < 3; attempt++) outages.began("Redis", new Error("connect ECONNREFUSED"));
  outages.began("Postgres", new Error("\nInvalid invocation\n\nCan't reach the database"));
  expect(outages.current()).toEqual([
    { what: "Redis", since: "1970-01-01T00:00:00.000Z" },
    { what: "Postgres", since: "1970-01-01T00:00:00.000Z" },
  ]);
  advance(5_000);
  outages.ended("Redis");
  outages.ended("Redis");
  expect(outages.current().map(({ what }) => what)).toEqual(["Postgres"]);
  expect(lines.map(({ msg, reason, seconds }) => [msg, reason ?? seconds])).toEqual([
    ["Redis is failing; trying again until it works", "connect ECONNREFUSED"],
    ["Postgres is failing; trying again until it works", "Can't reach the database"],
    ["Redis works again", 5],
  ]);
});

test("of a failure at several addresses the first is told", () => {
  const { lines, outages } = listening();
  outages.began("Redis", new AggregateError([new Error("connect ECONNREFUSED ::1:6379"), new Error("other")]));
  expect(lines[0]?.reason).toBe("connect ECONNREFUSED ::1:6379");
});
