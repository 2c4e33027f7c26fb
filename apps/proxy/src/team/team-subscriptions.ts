import { namespaceUri, type SubscriptionsListen, splitUri } from "@policylayer/mcp";
import type { Grant } from "../grants/grant";
import { answerUndecided } from "../requests/answer-undecided";
import { findCurrentGrant, requireCurrentGrant } from "../requests/require-current";
import { type Honoured, SubscriptionClient } from "../requests/subscription-client";
import type { Runtime } from "../runtime";
import type { SessionStream } from "../sessions/session-streams";
import { recordUnknownServer } from "./record-unknown-server";
import { ServerChanges, type TeamListenRequest, type Undecided } from "./server-changes";
import { bindingsOf } from "./team-request";
import { withinMs } from "./within-ms";

/**
 * `subscriptions/listen` at a team URL: what changes in any server of the grant, as at each server's own URL. The acknowledgement
 * comes once every server has said what it tells of, or had its time. A server that is away then is listened to when it is
 * back; but the protocol has one acknowledgement, so that the resources it would have been watched for are left out.
 */
export async function handleTeamSubscriptions(
  runtime: Runtime,
  request: TeamListenRequest,
  listen: SubscriptionsListen,
): Promise<void> {
  const { exchange } = request;
  const grant = await requireCurrentGrant(runtime, exchange, request.grant, null);
  if (grant === null) return;
  const stream = new TeamSubscriptionStream(runtime, request, listen, grant);
  if (!runtime.streams.add(stream)) return exchange.problem("too_many_streams", "Retry-After", "5");
  try {
    const undecided = await stream.run();
    if (undecided !== null) answerUndecided(runtime, request, undecided.why, listen.id, undecided.callId);
  } finally {
    stream.end();
    runtime.streams.delete(stream);
  }
}

class TeamSubscriptionStream implements SessionStream {
  readonly sessionId = null;
  readonly grantId: string;
  readonly #client: SubscriptionClient;
  /** By slug. */
  readonly #servers = new Map<string, ServerChanges>();
  #isOver = false;

  constructor(
    private readonly runtime: Runtime,
    private readonly request: TeamListenRequest,
    private readonly listen: SubscriptionsListen,
    private grant: Grant,
  ) {
    this.grantId = grant.grantId;
    this.#client = new SubscriptionClient(runtime, request.exchange, listen.id);
    request.exchange.onClientGone(() => this.end());
  }

  /** Until it has ended. What could not be judged is answered instead; then nothing was. Rejects as judging does. */
  async run(): Promise<Undecided | null> {
    const undecided: Undecided[] = [];
    const begun = bindingsOf(this.grant).map(async ({ serverSlug }) => {
      const found = await this.#add(serverSlug)?.begin(this.#urisOf(serverSlug));
      if (found !== null && found !== undefined) undecided.push(found);
    });
    await withinMs(
      this.runtime.settings.teamServerMs,
      Promise.all(begun).then(() => undefined),
    );
    if (undecided[0] !== undefined) return undecided[0];
    for (const server of this.#servers.values()) server.acknowledged();
    this.#recordUnknown().catch((error: unknown) => {
      this.runtime.log.error({ err: error }, "a refusal could not be recorded for a reason nobody foresaw");
    });
    if (!this.#isOver) await this.#client.run(this.#honoured());
    return null;
  }

  /** What is watched in a server that is no more the grant's, or allows it no more, ends the stream: the client comes again. */
  async look(): Promise<boolean> {
    const found = await findCurrentGrant(this.runtime, this.grant, null);
    if (found === null) return false;
    this.grant = found.grant;
    if (this.#client.honoured === null) return true;
    for (const [slug, server] of this.#servers) {
      const binding = found.grant.bindings.get(slug);
      if (binding !== undefined) server.rights = { grant: found.grant, binding };
      if (binding === undefined ? server.honoured.uris.length > 0 : !server.isAllowed) return false;
      if (binding === undefined) this.#drop(slug, server);
    }
    for (const { serverSlug } of bindingsOf(found.grant)) {
      if (!this.#servers.has(serverSlug)) this.#add(serverSlug)?.join();
    }
    return true;
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const server of this.#servers.values()) server.end();
    this.#client.end();
  }

  #add(slug: string): ServerChanges | null {
    const binding = this.grant.bindings.get(slug);
    if (binding === undefined || this.#isOver) return null;
    const rights = { grant: this.grant, binding };
    const server = new ServerChanges(this.runtime, this.request, this.listen, this.#client, rights);
    this.#servers.set(slug, server);
    return server;
  }

  /** It has left the grant, and its things the lists. */
  #drop(slug: string, server: ServerChanges): void {
    server.end();
    this.#servers.delete(slug);
    for (const list of ["tools", "prompts", "resources"] as const) {
      this.#client.tell({ method: `notifications/${list}/list_changed`, uri: null });
    }
  }

  /** What names no server is left out of the acknowledgement, and is a row each. */
  async #recordUnknown(): Promise<void> {
    for (const shown of this.listen.resourceSubscriptions) {
      if (this.#servers.has(splitUri(shown)?.server ?? "")) continue;
      await recordUnknownServer(this.runtime, { ...this.request, grant: this.grant }, "resources/subscribe", shown);
    }
  }

  #urisOf(slug: string): readonly string[] {
    return this.listen.resourceSubscriptions.flatMap((shown) => {
      const meant = splitUri(shown);
      return meant?.server === slug ? [meant.name] : [];
    });
  }

  /** Together; that tools change the gateway tells itself, as servers come and go. */
  #honoured(): Honoured {
    const each = [...this.#servers].map(([slug, { honoured }]) => ({ slug, honoured }));
    return {
      toolsListChanged: this.listen.toolsListChanged,
      promptsListChanged: each.some(({ honoured }) => honoured.promptsListChanged),
      resourcesListChanged: each.some(({ honoured }) => honoured.resourcesListChanged),
      uris: each.flatMap(({ slug, honoured }) => honoured.uris.map((uri) => namespaceUri(slug, uri))),
    };
  }
}
