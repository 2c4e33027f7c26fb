import { namespaceUri, type SubscriptionsListen, type UpstreamChange } from "@policylayer/mcp";
import { isResourceShown } from "../enforcement/is-resource-shown";
import type { Rights } from "../grants/grant";
import type { ChangeSource, ChangeStream } from "../requests/change-source";
import { introductionOf } from "../requests/introduction";
import {
  type JudgedSubscriptions,
  judgeSubscriptions,
  offeredOf,
  offersUpdates,
  recordSubscriptions,
} from "../requests/judge-subscriptions";
import { openSharedSource } from "../requests/shared-source";
import { openStatelessSource } from "../requests/stateless-source";
import { type Honoured, NOTHING } from "../requests/subscription-client";
import { NOT_TAKEN } from "../requests/subscriptions";
import type { Runtime } from "../runtime";
import type { StatelessCaller } from "../sessions/caller";
import { describeFault } from "../upstream/upstream-fault";
import { Again } from "./again";
import type { TeamGrantRequest } from "./team-request";

export type TeamListenRequest = TeamGrantRequest & { readonly caller: StatelessCaller };
export type Undecided = Extract<JudgedSubscriptions, { kind: "undecided" }>;

const LATE = "The server did not answer in time to be watched.";
const GONE = "The client went away.";

/**
 * What one server of several tells a client that listens to all. What it is to tell of is settled once, before the client gets
 * its acknowledgement; from then on it is listened to again whenever it breaks off, and what may have been missed meanwhile is
 * told as if it had changed.
 */
export class ServerChanges {
  /** What the server takes, under its own names; what the client is told of it is frozen by `acknowledged`. */
  honoured: Honoured = NOTHING;
  #isAcknowledged = false;
  #isOver = false;
  #close: () => void = () => undefined;
  readonly #again = new Again(() => this.#goOn());

  constructor(
    private readonly runtime: Runtime,
    private readonly request: TeamListenRequest,
    private readonly listen: SubscriptionsListen,
    private readonly client: Pick<ChangeStream, "tell" | "keepAlive">,
    private current: Rights,
  ) {}

  /** By which its messages are judged from here on. A stream from a former address of the server ends, and another begins. */
  set rights(rights: Rights) {
    const isMoved = this.current.binding.upstream.url !== rights.binding.upstream.url;
    this.current = rights;
    if (isMoved) this.#close();
  }

  get slug(): string {
    return this.current.binding.serverSlug;
  }

  /** Whether the policy still allows what is watched. */
  get isAllowed(): boolean {
    return this.honoured.uris.every((uri) => isResourceShown(this.current, uri));
  }

  /**
   * Judges and records the resources that are asked of this server, and begins to listen. A server that can't be listened to now
   * is tried again. Answers what could not be judged, else null. Rejects with `StoreUnavailable` or `DirectoryUnavailable`.
   */
  async begin(uris: readonly string[]): Promise<Undecided | null> {
    const introduced = await introductionOf(this.runtime, this.current);
    if (this.#isOver) return null;
    if (introduced.kind === "fault") {
      this.#failed();
      return null;
    }
    const { capabilities } = introduced.introduction;
    const { grant, binding } = this.current;
    const request = { ...this.request, grant, binding };
    const judged = await judgeSubscriptions(this.runtime, request, offersUpdates(capabilities) ? uris : []);
    if (judged.kind === "undecided") return judged.why === "no_binding" ? null : judged;
    const { allowed } = judged;
    const record = (taken: readonly string[], otherwise: string) =>
      recordSubscriptions(this.runtime, this.request, grant, allowed, taken, otherwise);
    const may = allowed.map(({ uri }) => uri);
    const asked = offeredOf(capabilities, this.listen, this.#isAcknowledged ? [] : may);
    const source = await this.#open(introduced.era, asked);
    if (source === null) record([], GONE);
    else if (source.kind === "fault") record([], describeFault(source.result).message);
    else if (this.#isAcknowledged) record([], LATE);
    else {
      this.honoured = source.honoured;
      record(source.honoured.uris, NOT_TAKEN);
    }
    return null;
  }

  /** For a server that came to the grant while the client listens: nothing of it was asked for by name. */
  join(): void {
    this.#isAcknowledged = true;
    this.#goOn();
  }

  /** The client has been told what it will hear of. */
  acknowledged(): void {
    this.#isAcknowledged = true;
  }

  end(): void {
    this.#isOver = true;
    this.#again.stop();
    this.#close();
  }

  #goOn(): void {
    this.#listenAgain().catch((error: unknown) => {
      this.runtime.log.warn({ error: String(error) }, "a server of a team could not be listened to");
      this.#failed();
    });
  }

  async #listenAgain(): Promise<void> {
    const introduced = await introductionOf(this.runtime, this.current);
    if (this.#isOver) return;
    if (introduced.kind === "fault") return this.#failed();
    const { capabilities } = introduced.introduction;
    const watched = offersUpdates(capabilities) ? this.honoured.uris : [];
    const rights = this.current;
    const uris = watched.filter((uri) => isResourceShown(rights, uri));
    const source = await this.#open(introduced.era, offeredOf(capabilities, this.listen, uris));
    if (source?.kind === "source" && source.refused === null) this.#tellMissed(source.honoured);
  }

  /** Null when the client left meanwhile. What breaks off, or can't be had, is asked for again. */
  async #open(era: "yes" | "no", asked: Honoured): Promise<ChangeSource | null> {
    const { runtime, request } = this;
    const rights = this.current;
    const open = era === "yes" ? openStatelessSource : openSharedSource;
    let hasEnded = false;
    let onEnd: () => void = () => {
      hasEnded = true;
    };
    const stream: ChangeStream = {
      tell: (change, resume) => this.#tell(change, resume),
      keepAlive: () => this.client.keepAlive(),
      end: () => onEnd(),
    };
    const source = await open(runtime, request.exchange, request.caller.envelope, rights, asked, stream);
    if (source.kind === "fault") {
      this.#failed();
      return this.#isOver ? null : source;
    }
    if (this.#isOver) {
      source.close();
      return null;
    }
    if (source.refused !== null) {
      // One that has no stream to listen to has none later either.
      if (source.refused !== 405 && source.refused !== 404) this.#failed();
      return source;
    }
    const isMoved = rights.binding.upstream.url !== this.current.binding.upstream.url;
    onEnd = () => {
      onEnd = () => undefined;
      this.#close = () => undefined;
      source.close();
      if (!this.#isOver) this.#again.later();
    };
    this.#close = () => onEnd();
    if (hasEnded || isMoved) this.#close();
    else this.#again.worked();
    return source;
  }

  #failed(): void {
    if (!this.#isOver) this.#again.failed();
  }

  #tell({ method, uri }: UpstreamChange, resume?: () => void): boolean {
    if (uri === null) return this.client.tell({ method, uri }, resume);
    if (!this.honoured.uris.includes(uri) || !isResourceShown(this.current, uri)) return true;
    return this.client.tell({ method, uri: namespaceUri(this.slug, uri) }, resume);
  }

  /** It was away for a while: what it would have told then is unknown. */
  #tellMissed(heard: Honoured): void {
    this.#tell({ method: "notifications/tools/list_changed", uri: null });
    if (heard.promptsListChanged) this.#tell({ method: "notifications/prompts/list_changed", uri: null });
    if (heard.resourcesListChanged) this.#tell({ method: "notifications/resources/list_changed", uri: null });
    for (const uri of heard.uris) this.#tell({ method: "notifications/resources/updated", uri });
  }
}
