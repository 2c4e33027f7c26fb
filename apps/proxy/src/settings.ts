/** Bounds and times of one proxy. Tests shorten the times. */
export interface Settings {
  /** Public base of the proxy URLs. */
  readonly publicUrl: string;
  /** The address it listens on; loopback lets loopback names in. */
  readonly bindHost: string;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly bodyBytesMax: number;
  /** Bytes of one upstream answer, or of one event stream. */
  readonly answerBytesMax: number;
  /** TCP, TLS and name look-up of one connection attempt. */
  readonly connectTimeoutMs: number;
  /** Until an upstream's response headers. */
  readonly firstByteTimeoutMs: number;
  /** Between two chunks of an upstream's answer. */
  readonly idleTimeoutMs: number;
  /** One exchange with an upstream in all. */
  readonly totalTimeoutMs: number;
  /** A client that takes nothing for this long is dropped. */
  readonly clientDrainMs: number;
  /** What a cancelled call gets to end by itself. */
  readonly cancelGraceMs: number;
  /** Silence after which an open event stream gets a comment. */
  readonly keepAliveMs: number;
  /**
   * In an organization that chose availability: how long after a grant was last verified its calls may pass without the
   * counter store. So long may a revocation go unnoticed while Redis is away.
   */
  readonly staleGrantMsMax: number;
  /** Calls that may wait for a person at a time; others are answered at once. */
  readonly heldCallsMax: number;
  /** One call's wait for a person, whatever its policy says. */
  readonly holdMsMax: number;
  /** Streams that one session, one grant and all of this process may listen to at a time. */
  readonly streamsPerSessionMax: number;
  readonly streamsPerGrantMax: number;
  readonly streamsMax: number;
  /** How often an open stream's grant and session are looked at: so long may it outlive them. */
  readonly streamCheckMs: number;
  /** What one server behind a team URL gets to open a session or to answer a list; the others don't wait for it. */
  readonly teamServerMs: number;
  /** Sessions that this process has with upstreams on behalf of clients without any, and how long one may be idle. */
  readonly pooledSessionsMax: number;
  readonly pooledSessionIdleMs: number;
  /** Tokens that this process doesn't know yet: looked up in Postgres at a time, and waiting for that. */
  readonly strangersAskedMax: number;
  readonly strangersWaitingMax: number;
  readonly upstreamConnectionsMax: number;
  /** Requests of one grant in flight in this process, those that wait for a person included. */
  readonly grantPendingMax: number;
  /** Calls in flight to one upstream, waiting ones included. */
  readonly upstreamPendingMax: number;
}

/** What reliability allows by default: 5 s to connect, 30 s to the first byte, 120 s of silence, 5 minutes in all. */
export const defaultSettings: Settings = {
  publicUrl: "http://127.0.0.1:3100",
  bindHost: "127.0.0.1",
  allowedHosts: [],
  allowedOrigins: [],
  bodyBytesMax: 1_048_576,
  answerBytesMax: 10 * 1_048_576,
  connectTimeoutMs: 5_000,
  firstByteTimeoutMs: 30_000,
  idleTimeoutMs: 120_000,
  totalTimeoutMs: 300_000,
  clientDrainMs: 30_000,
  cancelGraceMs: 5_000,
  keepAliveMs: 15_000,
  staleGrantMsMax: 300_000,
  heldCallsMax: 200,
  holdMsMax: 300_000,
  streamsPerSessionMax: 4,
  streamsPerGrantMax: 250,
  streamsMax: 5_000,
  streamCheckMs: 10_000,
  teamServerMs: 5_000,
  pooledSessionsMax: 2_000,
  pooledSessionIdleMs: 600_000,
  strangersAskedMax: 3,
  strangersWaitingMax: 2_000,
  upstreamConnectionsMax: 64,
  grantPendingMax: 256,
  upstreamPendingMax: 128,
};
