import { describe, expect, it } from "vitest";
import { RecentRecords } from "./recent-records";

function bodiesOf(records: RecentRecords, partition: number): string[] {
  return records.ofPartition(partition).map(({ body }) => body);
}

describe("recent records", () => {
  it("come back as they were, of their partition, the latest first", () => {
    const records = new RecentRecords();
    records.push(7, "intent", '{"tool":"größe 🦊"}', [4_000_000_000, 1_795_305_600_000]);
    records.push(63, "outcome", "{}");
    records.push(7, "exceeded", "{}", [61_000.5], "/tools/é/limits/0");
    records.push(7, "refund", "");
    expect(records.ofPartition(7)).toEqual([
      { partition: 7, kind: "refund", body: "", numbers: [], rule: "" },
      { partition: 7, kind: "exceeded", body: "{}", numbers: [61_000.5], rule: "/tools/é/limits/0" },
      {
        partition: 7,
        kind: "intent",
        body: '{"tool":"größe 🦊"}',
        numbers: [4_000_000_000, 1_795_305_600_000],
        rule: "",
      },
    ]);
    expect(bodiesOf(records, 0)).toEqual([]);
  });

  it("are kept for a minute at least and two at most", () => {
    const records = new RecentRecords();
    records.forgetOld(100_000);
    records.push(7, "intent", "first");
    records.forgetOld(159_999);
    records.forgetOld(160_000);
    records.push(7, "intent", "second");
    records.forgetOld(219_999);
    expect(bodiesOf(records, 7)).toEqual(["second", "first"]);
    records.forgetOld(220_000);
    expect(bodiesOf(records, 7)).toEqual(["second"]);
    records.forgetOld(280_000);
    expect(bodiesOf(records, 7)).toEqual([]);
  });

  it("are bounded: the older half of them goes when there are too many", () => {
    const records = new RecentRecords();
    const large = "x".repeat(1_000_000);
    for (let i = 0; i < 40; i++) records.push(7, "intent", `${i} ${large}`);
    const kept = bodiesOf(records, 7).map((body) => Number.parseInt(body, 10));
    expect(kept[0]).toBe(39);
    expect(kept).toEqual(kept.map((_, i) => 39 - i));
    expect(kept.length).toBeGreaterThan(13);
    expect(kept.length).toBeLessThan(33);
  });
});
