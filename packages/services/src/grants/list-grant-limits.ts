import { withOrganization } from "@policylayer/db";
import type { LimitReading, LimitReadings } from "@policylayer/gate";
import { listLimits, type PolicyLimit } from "@policylayer/policy";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { ServiceError } from "../errors";
import { parseInput } from "../input/parse-input";
import { toInstant } from "../instant";
import { wholePage } from "../page";
import { currentTexts } from "../policies/policy-view";
import { findGrant } from "./find-grant";
import { type GetGrantInput, type GrantLimitsView, type GrantLimitView, listGrantLimitsSchema } from "./schemas";

/** More than a page shows and Redis should read for one look. */
const LIMITS_MAX = 500;

/** A limit of the policy that a grant has on a server. */
interface HeldLimit {
  readonly server: { readonly id: string; readonly slug: string };
  readonly policy: { readonly id: string; readonly name: string; readonly version: number };
  readonly limit: PolicyLimit;
}

/**
 * Every limit that holds a grant's calls, and how far it is used up at this moment; the first 500. STORE_UNAVAILABLE while
 * the counters can't be read.
 */
export async function listGrantLimits(ctx: ServiceContext, input: GetGrantInput): Promise<GrantLimitsView> {
  authorize(ctx, "grants:read");
  const { id } = parseInput(listGrantLimitsSchema, input);
  const { grant, limits, unreadable } = await withOrganization(ctx.db, ctx.organizationId, async (tx) => {
    const found = await findGrant(tx, ctx, id);
    const bindings = await tx.grantBinding.findMany({
      where: { organizationId: ctx.organizationId, grantId: id },
      select: {
        server: { select: { id: true, slug: true } },
        policy: { select: { id: true, name: true, version: true } },
      },
      orderBy: { server: { slug: "asc" } },
    });
    const texts = await currentTexts(
      tx,
      ctx,
      bindings.flatMap(({ policy }) => (policy === null ? [] : [policy])),
    );
    const held: HeldLimit[] = [];
    const broken: string[] = [];
    for (const { server, policy } of bindings) {
      if (policy === null) continue;
      const listed = listLimits(texts.get(policy.id) ?? "");
      if (listed === null) broken.push(server.slug);
      else held.push(...listed.map((limit) => ({ server, policy, limit })));
    }
    return { grant: found, limits: held.slice(0, LIMITS_MAX), unreadable: broken };
  });
  const counted = limits.filter(({ limit }) => hasOneCounter(limit));
  const { atMs, readings } = await readCounters(ctx, grant, counted);
  const states = new Map(counted.map((held, n) => [held, readings[n]]));
  const data = limits.map((held) => toLimitView(held, states.get(held), atMs));
  return { ...wholePage(data), read_at: toInstant(new Date(atMs)), unreadable };
}

/** A session's and an argument's counters are many, and under keys that don't tell whose they are. */
function hasOneCounter({ scope, per }: PolicyLimit): boolean {
  return scope !== "session" && per === null;
}

async function readCounters(
  ctx: ServiceContext,
  grant: { readonly id: string; readonly teamId: string },
  limits: readonly HeldLimit[],
): Promise<LimitReadings> {
  const scopeIds: Readonly<Record<PolicyLimit["scope"], (held: HeldLimit) => string>> = {
    grant: () => grant.id,
    team: () => grant.teamId,
    server: ({ server }) => server.id,
    organization: () => ctx.organizationId,
    session: () => "",
  };
  try {
    return await ctx.readLimits(
      ctx.partition,
      limits.map((held) => {
        const { scope, counter, window, algorithm, max, isShadow } = held.limit;
        return {
          organizationId: ctx.organizationId,
          serverId: held.server.id,
          scopeId: scopeIds[scope](held),
          per: null,
          ...{ scope, counter, window, algorithm, max, isShadow },
        };
      }),
    );
  } catch (cause) {
    throw new ServiceError(
      "STORE_UNAVAILABLE",
      "The counters can't be read at the moment, so what is left of the limits isn't known. Try again shortly.",
      { cause, retryAfterMs: 5_000 },
    );
  }
}

function toLimitView(held: HeldLimit, reading: LimitReading | undefined, atMs: number): GrantLimitView {
  const { server, policy, limit } = held;
  const { pointer, subject, counter, scope, window, algorithm, max, per, cost, onStoreError, isShadow } = limit;
  return {
    server: server.id,
    server_slug: server.slug,
    policy: policy.id,
    policy_name: policy.name,
    policy_version: policy.version,
    pointer,
    subject: subject.kind,
    name: subject.kind === "all_tools" ? null : subject.name,
    ...{ counter, scope, window, algorithm, max, per, cost },
    on_store_error: onStoreError,
    shadow: isShadow,
    state: reading === undefined ? null : toStateView(reading, atMs),
  };
}

function toStateView({ used, remaining, roomInMs, freeInMs }: LimitReading, atMs: number): GrantLimitView["state"] {
  return {
    used,
    remaining,
    room_at: roomInMs === null || roomInMs === 0 ? null : toInstant(new Date(atMs + roomInMs)),
    free_at: freeInMs === 0 ? null : toInstant(new Date(atMs + freeInMs)),
  };
}
