import { expect, test } from "vitest";
import { createLog } from "./log";
import { Outages } from "./outages";
import { backOffMs } from "./pause";
import { runPeriodically } from "./run-periodically";

test("a job that fails is tried again, said once, and the loop ends when told", async () => {
  const lines: string[] = [];
  const outages = new Outages(createLog("info", { write: (line: string) => void lines.push(JSON.parse(line).msg) }));
  const stop = new AbortController();
  let runs = 0;
  const job = {
    name: "tidying",
    everyMs: 0,
    run: async () => {
      runs++;
      if (runs <= 2) throw new Error("not yet");
      if (runs === 4) stop.abort();
    },
  };
  await runPeriodically(job, outages, stop.signal);
  expect(runs).toBe(4);
  expect(lines).toEqual(["tidying is failing; trying again until it works", "tidying works again"]);
});

test("while a dependency is away, its jobs say nothing of their own", async () => {
  const lines: string[] = [];
  const outages = new Outages(createLog("info", { write: (line: string) => void lines.push(JSON.parse(line).msg) }));
  const stop = new AbortController();
  const job = {
    name: "tidying",
    everyMs: 0,
    run: async () => {
      outages.began("Postgres", new Error("gone"));
      stop.abort();
      throw new Error("gone");
    },
  };
  await runPeriodically(job, outages, stop.signal);
  expect(lines).toEqual(["Postgres is failing; trying again until it works"]);
});

test.each([
  [3, []],
  [4, ["tidying is failing; trying again until it works", "tidying works again"]],
])("what the database failed %i times in a row: %j", async (times, said) => {
  const lines: string[] = [];
  const outages = new Outages(createLog("info", { write: (line: string) => void lines.push(JSON.parse(line).msg) }));
  const stop = new AbortController();
  let runs = 0;
  const job = {
    name: "tidying",
    everyMs: 0,
    run: async () => {
      runs++;
      if (runs <= times) throw new Error("Connection terminated unexpectedly");
      stop.abort();
    },
  };
  await runPeriodically(job, outages, stop.signal);
  expect(lines).toEqual(said);
});

test("attempts come further and further apart, five seconds at the most", () => {
  expect([1, 2, 3, 6, 7, 50].map(backOffMs)).toEqual([100, 200, 400, 3_200, 5_000, 5_000]);
});
