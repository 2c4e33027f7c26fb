import { BoundedMap } from "../bounded-map";
import type { Binding, UpstreamAddress } from "../grants/grant";
import type { ForwardDeps } from "./forward";
import { type Probe, probeUpstream } from "./probe-upstream";
import type { FailedExchange } from "./upstream-fault";

const UPSTREAMS_MAX = 10_000;
/** After that a verdict is asked for again, while the old one is still used. */
const VERDICT_MS = 5 * 60_000;
/** A doubt is looked into no more often than this, unless it left no verdict. */
const DOUBT_MS = 5_000;

export type Era = "yes" | "no";

interface Verdict {
  readonly era: Era;
  /** Of `performance.now()`. */
  readonly askedAt: number;
}

export interface UpstreamErasDeps {
  readonly forward: () => ForwardDeps;
  /** Monotonic ms. */
  readonly now: () => number;
}

/**
 * Which upstreams speak revision 2026-07-28, as far as this process has found out. A verdict is of one server at one address,
 * since its credentials go with them. What tells nothing of the revision (`probe-upstream.ts`) is never kept: it neither makes a
 * verdict nor ends one.
 */
export class UpstreamEras {
  readonly #verdicts = new BoundedMap<string, Verdict>(UPSTREAMS_MAX);
  /** When a verdict was last doubted. */
  readonly #doubts = new BoundedMap<string, number>(UPSTREAMS_MAX);
  readonly #probes = new Map<string, Promise<Probe>>();

  constructor(private readonly deps: UpstreamErasDeps) {}

  /** The verdict at hand, or what the upstream answers now; the fault when it gives no answer that tells. Never rejects. */
  async speaks2026({
    binding: { upstream },
  }: {
    readonly binding: Pick<Binding, "upstream">;
  }): Promise<Era | FailedExchange> {
    // Of 2024-11-05, which that transport is of (MCP 2025-03-26, changelog).
    if (upstream.transport === "http_sse") return "no";
    const verdict = this.#verdicts.get(keyOf(upstream));
    if (verdict === undefined) return eraOf(await this.probe(upstream));
    // Not waited for: whatever comes of it is for the next one to use.
    if (this.deps.now() - verdict.askedAt > VERDICT_MS) void this.#ask(upstream, verdict.era);
    return verdict.era;
  }

  /** What the upstream answers now; several who ask at a time get one answer. Never rejects. */
  probe(upstream: UpstreamAddress): Promise<Probe> {
    return this.#ask(upstream, null);
  }

  /**
   * An answer contradicts the verdict: it is dropped, and the upstream asked again. A moment later the next doubt gets the verdict
   * that came of this one, so that an upstream which answers oddly isn't asked twice for every call. Never rejects.
   */
  async doubt(upstream: UpstreamAddress): Promise<Era | FailedExchange> {
    const key = keyOf(upstream);
    const now = this.deps.now();
    const verdict = this.#verdicts.get(key);
    const doubtedAt = this.#doubts.get(key);
    if (verdict !== undefined && doubtedAt !== undefined && now - doubtedAt < DOUBT_MS) return verdict.era;
    this.#doubts.set(key, now);
    this.#verdicts.delete(key);
    return eraOf(await this.#ask(upstream, null));
  }

  /** An answer shows that the verdict is wrong. */
  forget(upstream: UpstreamAddress): void {
    this.#verdicts.delete(keyOf(upstream));
  }

  /** `old`: what stays in force if the upstream doesn't answer, until it is asked again. */
  #ask(upstream: UpstreamAddress, old: Era | null): Promise<Probe> {
    const key = keyOf(upstream);
    let probe = this.#probes.get(key);
    if (probe === undefined) {
      if (old !== null) this.#verdicts.set(key, { era: old, askedAt: this.deps.now() });
      probe = this.#probe(key, upstream).finally(() => this.#probes.delete(key));
      this.#probes.set(key, probe);
    }
    return probe;
  }

  async #probe(key: string, upstream: UpstreamAddress): Promise<Probe> {
    const probe = await probeUpstream(this.deps.forward(), upstream);
    if (probe.kind !== "fault") this.#verdicts.set(key, { era: probe.kind, askedAt: this.deps.now() });
    return probe;
  }
}

function eraOf(probe: Probe): Era | FailedExchange {
  return probe.kind === "fault" ? probe.result : probe.kind;
}

function keyOf({ serverId, url }: UpstreamAddress): string {
  return `${serverId} ${url}`;
}
