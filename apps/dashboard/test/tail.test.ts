import { announceCalls, buildControlClient } from "@policylayer/gate";
import { createSession, endSession, signUp } from "@policylayer/services/accounts";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { GET } from "../src/app/api/tail/[org]/route";
import { getDeps } from "../src/server/deps";
import { buildRestWorld, type RestWorld } from "./rest-fixture";

vi.mock("server-only", () => ({}));

let world: RestWorld;
const redis = buildControlClient(inject("redisUrl"));
const readers: ReadableStreamDefaultReader<Uint8Array>[] = [];
const PASSWORD = "correct horse battery";

beforeAll(async () => {
  world = await buildRestWorld();
});

afterEach(async () => {
  vi.useRealTimers();
  for (const reader of readers.splice(0)) await reader.cancel();
});

afterAll(async () => {
  redis.disconnect();
  await world.end();
});

async function person(email: string) {
  const { user, organization } = await signUp(getDeps(), {
    email,
    password: PASSWORD,
    organization: email,
    address: "192.0.2.1",
  });
  const { cookieValue } = await createSession(getDeps(), user.id, null);
  return { organization, cookieValue };
}

async function open(org: string, cookieValue: string | null) {
  const headers = cookieValue === null ? {} : { cookie: `theme=dark; authjs.session-token=${cookieValue}` };
  const response = await GET(new Request(`http://127.0.0.1:3000/api/tail/${org}`, { headers }), {
    params: Promise.resolve({ org }),
  });
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error("the answer has no body");
  readers.push(reader);
  const next = async () => {
    const { value, done } = await reader.read();
    return done ? null : new TextDecoder().decode(value);
  };
  return { response, next };
}

/** Announces until somebody listens: the subscription is made after the stream has begun. */
async function announceTo(organizationId: string): Promise<void> {
  const channel = `tail:${organizationId}`;
  for (;;) {
    const [, listeners] = await redis.pubsub("NUMSUB", channel);
    if (Number(listeners) > 0) return announceCalls(redis, organizationId);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe("the live tail", () => {
  it("says when there are new calls, to every open log of the organization over one subscription", async () => {
    const { organization, cookieValue } = await person("ann@example.com");
    const tails = await Promise.all([1, 2, 3].map(() => open(organization.slug, cookieValue)));
    expect(tails[0]?.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    for (const tail of tails) expect(await tail.next()).toBe("retry: 3000\n: open\n\n");
    await announceTo(organization.id);
    for (const tail of tails) expect(await tail.next()).toBe("event: calls\ndata: {}\n\n");
    expect(await redis.pubsub("NUMSUB", `tail:${organization.id}`)).toEqual([`tail:${organization.id}`, 1]);
  });

  it("says nothing of another organization", async () => {
    const [ben, eve] = [await person("ben@example.com"), await person("eve@example.com")];
    const [bens, eves] = [
      await open(ben.organization.slug, ben.cookieValue),
      await open(eve.organization.slug, eve.cookieValue),
    ];
    await Promise.all([bens.next(), eves.next()]);
    await announceTo(ben.organization.id);
    expect(await bens.next()).toContain("event: calls");
    await announceTo(eve.organization.id);
    expect(await eves.next()).toContain("event: calls");
    let isMore = false;
    void eves.next().then((event) => {
      isMore = event !== null;
    });
    await redis.ping();
    expect(isMore).toBe(false);
  });

  it("is for signed-in members only", async () => {
    const { organization, cookieValue } = await person("cat@example.com");
    for (const [org, cookie, status] of [
      [organization.slug, null, 401],
      [organization.slug, "made-up", 401],
      ["acme", cookieValue, 404],
      ["absent", cookieValue, 404],
    ] as const) {
      expect((await open(org, cookie)).response.status).toBe(status);
    }
  });

  it("keeps the connection alive, and ends within a minute of the session", async () => {
    const { organization, cookieValue } = await person("dan@example.com");
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const tail = await open(organization.slug, cookieValue);
    await tail.next();
    vi.advanceTimersByTime(15_000);
    expect(await tail.next()).toBe(": still here\n\n");
    await endSession(getDeps(), cookieValue);
    vi.advanceTimersByTime(45_000);
    const rest: (string | null)[] = [];
    for (;;) {
      const event = await tail.next();
      rest.push(event);
      if (event === null) break;
    }
    expect(rest).toEqual([": still here\n\n", ": still here\n\n", ": still here\n\n", null]);
    expect(await redis.pubsub("NUMSUB", `tail:${organization.id}`)).toEqual([`tail:${organization.id}`, 0]);
  });
});
