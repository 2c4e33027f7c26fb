import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface RegistryEntry {
  readonly name: string;
  readonly version?: string;
  readonly status?: "active" | "deprecated" | "deleted";
  readonly description?: string;
  /** Milliseconds since 1970. */
  readonly updatedMs: number;
}

/** What the stub does with one request instead of answering it; true: it has answered. */
export type RegistryFault = (request: URL, response: ServerResponse) => boolean | Promise<boolean>;

export interface RegistryStub {
  readonly url: string;
  /** Every request for a page, in order. */
  readonly requests: readonly URL[];
  /** What it gives out; may be changed between requests. */
  entries: RegistryEntry[];
  /** Asked before every answer. */
  fault: RegistryFault;
  /** Replaces the cursor of an answer. */
  cursor: (next: string | null, request: URL) => string | null;
  stop(): Promise<void>;
}

const OFFICIAL = "io.modelcontextprotocol.registry/official";

/** A registry on 127.0.0.1 that pages `/v0.1/servers` as the real one does, and misbehaves as it is told. */
export async function startRegistryStub(entries: readonly RegistryEntry[], pageSize = 10): Promise<RegistryStub> {
  const requests: URL[] = [];
  const http = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://registry");
    requests.push(url);
    if (await stub.fault(url, response)) return;
    if (url.pathname !== "/v0.1/servers") return void response.writeHead(404).end();
    answer(url, response);
  });
  const answer = (url: URL, response: ServerResponse) => {
    const since = Date.parse(url.searchParams.get("updated_since") ?? "1970-01-01T00:00:00Z");
    const after = url.searchParams.get("cursor");
    const withDeleted = url.searchParams.get("include_deleted") === "true";
    const found = stub.entries
      .filter(({ updatedMs, status }) => updatedMs >= since && (withDeleted || status !== "deleted"))
      .sort((left, right) => (left.name < right.name ? -1 : 1))
      .filter(({ name }) => after === null || name > after);
    const page = found.slice(0, pageSize);
    const last = found.length > pageSize ? (page.at(-1)?.name ?? null) : null;
    const nextCursor = stub.cursor(last, url);
    response.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({
        servers: page.map(({ updatedMs, status = "active", ...server }) => ({
          server: { version: "1.0.0", ...server },
          _meta: { [OFFICIAL]: { status, isLatest: true, updatedAt: new Date(updatedMs).toISOString() } },
        })),
        metadata: { count: page.length, ...(nextCursor !== null && { nextCursor }) },
      }),
    );
  };
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const stub: RegistryStub = {
    url: `http://127.0.0.1:${port}`,
    requests,
    entries: [...entries],
    fault: () => false,
    cursor: (next) => next,
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return stub;
}
