import { type Db, type Tx, withOrganization } from "@policylayer/db";
import type { ChargeQuestion, CounterCharge, StoredCharges } from "@policylayer/gate";
import { z } from "zod";

const DAY_MS = 86_400_000;
const END_OF_TIME = new Date("9999-01-01T00:00:00Z");

/** A sum as the query gives it. What another hand wrote into `limits` fails here rather than count under a wrong name. */
const sumSchema = z.object({
  scope: z.enum(["grant", "session", "team", "server", "organization"]),
  scopeId: z.string(),
  serverId: z.string(),
  counter: z.string(),
  window: z.union([z.enum(["second", "minute", "hour", "day", "week", "month"]), z.number()]),
  algorithm: z.enum(["sliding", "fixed"]),
  per: z.string().nullable(),
  isShadow: z.boolean(),
  bucket: z.number(),
  cost: z.number(),
});

/**
 * What an organization's recorded calls charged. A day at a time: each is a short scan along the index and a short
 * transaction, however many calls a month has. Rejects when Postgres does.
 */
export async function readStoredCharges(
  db: Db,
  organizationId: string,
  question: ChargeQuestion,
): Promise<StoredCharges> {
  const { nowMs, sinceMs, idsSinceMs, known } = question;
  const inOrganization = <T>(work: (tx: Tx) => Promise<T>) => withOrganization(db, organizationId, work);
  const { ids, refunded, oldest } = await inOrganization(async (tx) => ({
    ids: idsSinceMs === null ? [] : await chargedIds(tx, organizationId, idsSinceMs),
    refunded: known.length === 0 ? [] : await refundedIds(tx, organizationId, sinceMs, known),
    oldest: await oldestCharge(tx, organizationId, sinceMs),
  }));
  if (oldest === null) return { ids, refunded, sums: [] };
  const days: CounterCharge[][] = [];
  for (let from = oldest.getTime(); ; from += DAY_MS) {
    // The last stretch has no end: a call's time is that of the proxy that took it.
    const isLast = from + DAY_MS > nowMs;
    const stretch = { from: new Date(from), until: isLast ? END_OF_TIME : new Date(from + DAY_MS) };
    days.push(await inOrganization((tx) => sumCharges(tx, organizationId, stretch, new Date(nowMs), known)));
    if (isLast) return { ids, refunded, sums: days.flat() };
  }
}

async function chargedIds(tx: Tx, organizationId: string, sinceMs: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM calls
    WHERE organization_id = ${organizationId} AND at >= ${new Date(sinceMs)} AND jsonb_path_exists(limits, '$[*].bucket')`;
  return rows.map(({ id }) => id);
}

async function refundedIds(
  tx: Tx,
  organizationId: string,
  sinceMs: number,
  known: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM calls
    WHERE organization_id = ${organizationId} AND at >= ${new Date(sinceMs)} AND refunded
      AND id = ANY (${[...known]}::text[])`;
  return rows.map(({ id }) => id);
}

/** When the earliest call of the time in question came; null when there is none. */
async function oldestCharge(tx: Tx, organizationId: string, sinceMs: number): Promise<Date | null> {
  const row = await tx.call.findFirst({
    where: { organizationId, at: { gte: new Date(sinceMs) } },
    orderBy: { at: "asc" },
    select: { at: true },
  });
  return row?.at ?? null;
}

/** Without what surely left its window: a day and a sixtieth are more than clocks, waiting calls and buckets make up. */
async function sumCharges(
  tx: Tx,
  organizationId: string,
  { from, until }: { readonly from: Date; readonly until: Date },
  now: Date,
  known: readonly string[],
): Promise<CounterCharge[]> {
  const rows = await tx.$queryRaw`
    SELECT
      coalesce("limit"->>'scope', 'grant') AS scope,
      CASE "limit"->>'scope' WHEN 'session' THEN session_id WHEN 'team' THEN team_id WHEN 'server' THEN server_id
        WHEN 'organization' THEN organization_id ELSE grant_id END AS "scopeId",
      server_id AS "serverId", "limit"->>'counter' AS counter, "limit"->'window' AS "window",
      "limit"->>'algorithm' AS algorithm, "limit"->>'per' AS per, coalesce("limit"->>'isShadow' = 'true', false) AS "isShadow",
      ("limit"->>'bucket')::float8 AS bucket, sum(coalesce(("limit"->>'cost')::float8, 1)) AS cost
    FROM calls CROSS JOIN LATERAL jsonb_array_elements(limits) AS "limit"
    WHERE organization_id = ${organizationId} AND at >= ${from} AND at < ${until} AND NOT refunded
      AND "limit"->>'bucket' IS NOT NULL
      AND at > ${now}::timestamptz - make_interval(secs => 86400 + 1.02 * CASE "limit"->>'window' WHEN 'second' THEN 1
        WHEN 'minute' THEN 60 WHEN 'hour' THEN 3600 WHEN 'day' THEN 86400 WHEN 'week' THEN 604800 WHEN 'month' THEN 2678400
        ELSE ("limit"->>'window')::float8 END)
      AND NOT EXISTS (SELECT 1 FROM unnest(${[...known]}::text[]) AS known (id) WHERE known.id = calls.id)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9`;
  return z.array(sumSchema).parse(rows);
}
