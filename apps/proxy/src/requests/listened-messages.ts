import { isResumableResult, readUpstreamAnswer, type UpstreamMessage } from "@policylayer/mcp";
import { isResourceShown } from "../enforcement/is-resource-shown";
import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import type { ClientSession } from "../sessions/session-directory";
import { repeatsCredential } from "../upstream/credentials";
import type { FrameSink } from "../upstream/frame-sink";
import { readRpcOutcome } from "./read-rpc-outcome";

export interface ListenedMessagesOptions {
  readonly runtime: Runtime;
  readonly session: ClientSession;
  /** In which the client made its requests. */
  readonly callerSessionId: string;
  readonly isResumed: boolean;
  readonly sink: FrameSink;
  /** Ends the stream: a message came that must not, or that nobody can read. */
  readonly end: () => void;
}

/** What an upstream says on a stream that belongs to no request: relayed as far as the policy shows it. */
export class ListenedMessages {
  /** What none of its messages may repeat. */
  credentials: readonly string[] | null = null;

  constructor(
    private readonly options: ListenedMessagesOptions,
    /** By which its messages are judged; replaced when the grant has changed. */
    public rights: Rights,
  ) {}

  /** False: go slower; `resume` is called when there is room again. */
  take(text: string, eventId: string | undefined, retryMs: number | undefined, resume: () => void): boolean {
    const { runtime, session, sink, end } = this.options;
    if (repeatsCredential(text, this.credentials)) {
      this.#drop("credential");
      end();
      return true;
    }
    const message = readUpstreamAnswer(text, null);
    if (message.kind === "invalid") {
      this.#drop("invalid");
      end();
      return true;
    }
    if (message.kind === "server_request" || message.kind === "server_cancelled") {
      const { serverRequests } = runtime;
      if (message.kind === "server_request") serverRequests.take(message, this.rights, session, sink);
      else serverRequests.cancel(message, this.rights, session, sink);
      return true;
    }
    if (!this.#isRelayed(message, text)) {
      this.#drop(message.kind);
      return true;
    }
    return sink.relay("text" in message ? message.text : text, resume, eventId, retryMs);
  }

  #isRelayed(message: UpstreamMessage, text: string): boolean {
    const { runtime, callerSessionId, isResumed } = this.options;
    switch (message.kind) {
      case "notification":
        return message.uri === null || isResourceShown(this.rights, message.uri);
      case "answer": {
        // Only what a client resumes can hold an answer, and only an answer that needs no filter may come this way.
        if (!isResumed || !isResumableResult(message.value)) return false;
        const { id } = message.value;
        if (typeof id !== "string" && typeof id !== "number") return false;
        const bytes = Buffer.byteLength(text);
        runtime.detached.answered(callerSessionId, id, { ...readRpcOutcome(message), bytes });
        return true;
      }
      default:
        return false;
    }
  }

  #drop(kind: string): void {
    this.options.runtime.metrics.count("policylayer_upstream_frames_dropped_total", kind);
  }
}
