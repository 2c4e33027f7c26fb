import { Writable } from "node:stream";
import { sequenceOf } from "@policylayer/gate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FindLostRecords } from "../src/jobs/find-lost-records";
import { createLog } from "../src/log";
import { Outages } from "../src/outages";
import { watchedSystem } from "../src/watched-system";
import { type AuditFixture, startAuditFixture, until } from "./audit-fixture";

let audit: AuditFixture;
beforeEach(async () => {
  audit = await startAuditFixture();
});
afterEach(() => audit.close());

/** The job on a clock of its own, and the errors that it logged. */
function startLooking() {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const system = watchedSystem(audit.db, new Outages(createLog("silent")));
  let nowMs = 0;
  const job = new FindLostRecords({ system, log: createLog("error", sink), nowMs: () => nowMs });
  return {
    /** What it counts after looking now and once more, so much later. */
    async lostAfter(ms: number) {
      await job.run();
      nowMs += ms;
      await job.run();
      return job.lost;
    },
    said: () => lines.map((line) => JSON.parse(line)),
  };
}

/** Writes so many calls, and takes the ones at these places out of the stream before anybody has read them. */
async function callsWithout(count: number, ...places: number[]) {
  const numbered = async () =>
    (await audit.redis.xrange(audit.stream, "-", "+")).flatMap(([id, fields]) => {
      const number = sequenceOf(fields);
      return number === null ? [] : [{ id, fields, number }];
    });
  const before = (await numbered()).length;
  for (let n = 0; n < count; n++) await audit.call();
  const taken = (await numbered()).slice(before).filter((_, place) => places.includes(place));
  for (const { id } of taken) await audit.redis.xdel(audit.stream, id);
  return taken;
}

/** In a later second than that in which the sequence began: its first number is made of it. */
async function emptyRedis() {
  const second = async () => Number((await audit.redis.time())[0]);
  const before = await second();
  await until(async () => (await second()) > before);
  await audit.redis.flushall();
}

test("a record that never comes into the log is counted, and said once, when it can't be on its way any more", async () => {
  const taken = await callsWithout(8, 2, 3, 6);
  audit.startDrain();
  await audit.drained();
  expect(await audit.arrivals()).toEqual([{ partition: 7, ranges: 3, count: 5 }]);
  const looking = startLooking();
  expect(await looking.lostAfter(119_999)).toBe(0);
  expect(looking.said()).toEqual([]);
  expect(await looking.lostAfter(1)).toBe(3);
  expect(await looking.lostAfter(600_000)).toBe(3);
  const numbers = taken.map(({ number }) => number);
  expect(looking.said()).toMatchObject([
    { partition: 7, first: numbers[0], last: numbers[1], records: 2 },
    { partition: 7, first: numbers[2], last: numbers[2], records: 1 },
  ]);
});

test("one that comes after all is no longer lost", async () => {
  const [late] = await callsWithout(3, 1);
  audit.startDrain();
  await audit.drained();
  const looking = startLooking();
  expect(await looking.lostAfter(120_000)).toBe(1);
  await audit.redis.xadd(audit.stream, "*", ...(late?.fields ?? []));
  await audit.drained();
  expect(await looking.lostAfter(0)).toBe(0);
  expect(await audit.arrivals()).toEqual([{ partition: 7, ranges: 1, count: 3 }]);
});

test("what can't be read is kept and so not lost, and neither is what an emptied Redis began anew", async () => {
  await callsWithout(2);
  const [broken] = await callsWithout(2, 1);
  await audit.redis.xadd(audit.stream, "*", "n", String(broken?.number), "i", "{broken");
  const drain = audit.startDrain();
  await audit.drained();
  expect(await audit.arrivals()).toEqual([{ partition: 7, ranges: 1, count: 4 }]);

  await emptyRedis();
  await callsWithout(3);
  await audit.drained();
  expect(await audit.arrivals()).toEqual([{ partition: 7, ranges: 2, count: 7 }]);
  const looking = startLooking();
  expect(await looking.lostAfter(120_000)).toBe(0);

  // The first two of a sequence that begins anew once more.
  await drain.stop();
  await emptyRedis();
  await callsWithout(3, 0, 1);
  audit.startDrain();
  await audit.drained();
  expect(await looking.lostAfter(120_000)).toBe(2);
});
