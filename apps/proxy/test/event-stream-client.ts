import { type IncomingMessage, request } from "node:http";
import type { TestClient } from "./harness";

/** An event stream as its bytes come. */
export class OpenStream {
  #text = "";
  #isEnded = false;
  #wake = (): void => undefined;

  private constructor(readonly answer: IncomingMessage) {
    answer.setEncoding("utf8");
    answer.on("data", (chunk: string) => {
      this.#text += chunk;
      this.#wake();
    });
    answer.on("error", () => undefined);
    answer.once("close", () => {
      this.#isEnded = true;
      this.#wake();
    });
  }

  /** `body` makes it a POST. */
  static open(
    client: Pick<TestClient, "proxy" | "seeded" | "headers">,
    headers: Record<string, string> = {},
    body: string | null = null,
  ): Promise<OpenStream> {
    return new Promise((resolve, reject) => {
      const method = body === null ? "GET" : "POST";
      const options = { method, headers: { ...client.headers, ...headers }, agent: false };
      request(`${client.proxy.url}${client.seeded.path}`, options, (answer) => resolve(new OpenStream(answer)))
        .once("error", reject)
        .end(body ?? undefined);
    });
  }

  get status(): number {
    return this.answer.statusCode ?? 0;
  }

  get text(): string {
    return this.#text;
  }

  /** Everything up to now, once it holds `part`; fails when the stream ends before. */
  async until(part: string): Promise<string> {
    while (!this.#text.includes(part)) {
      if (this.#isEnded) throw new Error(`the stream ended without ${part}: ${this.#text}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#text;
  }

  /** Everything, once it has ended. */
  async toEnd(): Promise<string> {
    while (!this.#isEnded) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#text;
  }

  close(): void {
    this.answer.destroy();
  }
}
