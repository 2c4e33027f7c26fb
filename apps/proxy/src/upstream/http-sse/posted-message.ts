import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { BagItem } from "../../bag";
import { isSessionRefusal, REFUSAL_BYTES_MAX } from "../session-refusal";
import type { GiveUpReason, UpstreamResult } from "../upstream-result";

export type Posted = Exclude<UpstreamResult, { kind: "answer" | "detached" | "protocol" }>;

/** What an upstream may say after it has taken a message. */
const LEFTOVER_BYTES_MAX = 65_536;
const LEFTOVER_MS = 1_000;
/** How servers of this transport say that they don't know a session. Another 400 may come from a message that was acted upon. */
const NAMES_SESSION = /\bsession(?:_?id)?\b|\btransport\b/i;

/**
 * One message on its way to the address that takes them. A 2xx means that it was taken; what comes of it is said on the event
 * stream. Settles exactly once. INVARIANT: `not_sent` only when undici had not begun to write.
 */
export class PostedMessage implements Dispatcher.DispatchHandler, BagItem {
  bagIndex = -1;
  readonly result: Promise<Posted>;
  #resolve: (posted: Posted) => void = () => undefined;
  #isSettled = false;
  #isEnded = false;
  #controller: Dispatcher.DispatchController | null = null;
  #refusal: Buffer[] | null = null;
  #bytes = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(timeoutMs: number) {
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#timer = setTimeout(() => this.#expire(), timeoutMs);
  }

  /** Whether a byte may have left. */
  get isStarted(): boolean {
    return this.#controller !== null;
  }

  /** What it says to the message itself is no longer waited for: its answer is there. */
  dismiss(): void {
    if (!this.#isEnded) setTimeout(() => this.#abort(), LEFTOVER_MS);
  }

  giveUp(why: GiveUpReason): void {
    if (this.#isSettled || why === "resumed") return;
    this.#settle(
      this.#controller === null
        ? { kind: "not_sent", reason: why, mayRetry: false }
        : { kind: "given_up", why, status: null, bytes: 0 },
    );
    this.#abort();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Undici would send it again on another connection. A message is never sent twice.
    if (this.#isSettled || this.#controller !== null) controller.abort(new Error("over, or sent once already"));
    else this.#controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, _headers: IncomingHttpHeaders): void {
    if (status < 200 || this.#isSettled) return;
    if (status < 300) this.#settle({ kind: "accepted", status });
    else if (status === 400) this.#refusal = [];
    else this.#settle({ kind: "status", status, bytes: 0 });
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (!this.#isSettled && this.#refusal !== null) {
      this.#refusal.push(chunk);
      if (this.#bytes > REFUSAL_BYTES_MAX) this.#settleRefusal(false);
    } else if (this.#bytes > LEFTOVER_BYTES_MAX) {
      this.#abort();
    }
  }

  onResponseEnd(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    if (this.#isSettled || this.#refusal === null) return;
    const body = Buffer.concat(this.#refusal).toString();
    this.#settleRefusal(isSessionRefusal(body) || (!body.trimStart().startsWith("{") && NAMES_SESSION.test(body)));
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    if (this.#isSettled) return;
    const reason = "code" in error && typeof error.code === "string" ? error.code : error.name;
    if (this.#refusal !== null) this.#settleRefusal(false);
    else if (this.#controller === null) {
      this.#settle({ kind: "not_sent", reason, mayRetry: reason !== "ADDRESS_REFUSED" });
    } else if (reason === "UND_ERR_HEADERS_TIMEOUT") {
      this.#settle({ kind: "timeout", reason, status: null, bytes: 0 });
    } else {
      this.#settle({ kind: "lost", reason, status: null, bytes: 0 });
    }
  }

  #settleRefusal(ofSession: boolean): void {
    this.#settle({ kind: "status", status: 400, bytes: this.#bytes, isSessionRefusal: ofSession });
  }

  #expire(): void {
    const reason = "total deadline";
    this.#settle(
      this.#controller === null
        ? { kind: "not_sent", reason, mayRetry: false }
        : { kind: "timeout", reason, status: null, bytes: 0 },
    );
    this.#abort();
  }

  #settle(posted: Posted): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#refusal = null;
    this.#resolve(posted);
  }

  #abort(): void {
    clearTimeout(this.#timer);
    if (!this.#isEnded) this.#controller?.abort(new Error("given up"));
  }
}
