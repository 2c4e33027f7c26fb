import type { Tx } from "@policylayer/db";
import { auditStreamKeys, sequenceOf } from "@policylayer/gate";
import { multirange } from "./multirange";
import type { StreamEntry } from "./stream-entry";

const PARTITIONS = new Map(auditStreamKeys().map((stream, partition) => [stream, partition]));

/**
 * Notes which numbers of the partitions' sequences these entries have, in the transaction that stores them. Neither order nor
 * repetition matters. In the order of the partitions, so that two workers can't wait for each other.
 */
export async function noteArrivals(tx: Tx, entries: readonly StreamEntry[]): Promise<void> {
  const numbers = new Map<number, number[]>();
  for (const { stream, fields } of entries) {
    const partition = PARTITIONS.get(stream);
    const number = sequenceOf(fields);
    if (partition === undefined || number === null) continue;
    const known = numbers.get(partition);
    if (known === undefined) numbers.set(partition, [number]);
    else known.push(number);
  }
  if (numbers.size === 0) return;
  const arrivals = [...numbers].sort(([a], [b]) => a - b);
  const partitions = arrivals.map(([partition]) => partition);
  const arrived = arrivals.map(([, some]) => multirange(some));
  await tx.$executeRaw`
    INSERT INTO audit_arrivals (partition, arrived)
    SELECT partition, arrived::int8multirange
    FROM unnest(${partitions}::smallint[], ${arrived}::text[]) AS come (partition, arrived)
    ORDER BY partition
    ON CONFLICT (partition) DO UPDATE SET arrived = audit_arrivals.arrived + excluded.arrived`;
}
