import { newId } from "@policylayer/crypto";
import {
  isJsonObject,
  type JsonObject,
  LIST_ITEMS,
  type ListMethod,
  mcpErrorCodes,
  ownMember,
  type Unavailable,
} from "@policylayer/mcp";
import type { Rights } from "../grants/grant";
import { readListingPage } from "../requests/listing";
import { readToolsPage } from "../requests/tools-list";
import type { Runtime } from "../runtime";
import type { FrameSink } from "../upstream/frame-sink";
import type { UpstreamLeg } from "../upstream/upstream-leg";
import type { UpstreamResult } from "../upstream/upstream-result";
import type { TeamPosition } from "./team-cursor";
import { ANOTHER_ERROR, LATE, NO_MCP, reasonOf } from "./unavailable-reason";
import { withinMs } from "./within-ms";

/** After so many items a server is asked for no further page for this answer, nor after so many pages. */
export const ITEMS_MAX = 500;
const PAGES_MAX = 20;

export interface ListedServer {
  readonly rights: Rights;
  readonly leg: UpstreamLeg;
}

/** One page of one server, as its policy shows it. */
export interface ListedPage {
  readonly from: TeamPosition;
  readonly items: readonly JsonObject[];
  readonly bytes: number;
}

/** What one server listed before it was done, had said enough, or its time was over. */
export interface ServerList {
  readonly server: string;
  readonly pages: ListedPage[];
  /** Where it goes on; null when that was all. */
  next: TeamPosition | null;
  unavailable: Unavailable | null;
}

/**
 * Asks every server at once for its list, from `from` on. What a server has answered before its time is over is kept; one that
 * knows no such list has none. What they say before they answer goes to `sink`. Rejects with `StoreUnavailable`.
 */
export function collectLists(
  runtime: Runtime,
  servers: readonly ListedServer[],
  method: ListMethod,
  from: TeamPosition | null,
  sink: FrameSink,
): Promise<ServerList[]> {
  const { teamServerMs } = runtime.settings;
  return Promise.all(
    servers.map(async (server) => {
      const slug = server.rights.binding.serverSlug;
      const start = from?.server === slug ? from : { server: slug, cursor: null };
      const list: ServerList = { server: slug, pages: [], next: start, unavailable: null };
      const pages = { isOver: false };
      const isDone = await withinMs(teamServerMs, collect(runtime, server, method, list, pages, sink));
      pages.isOver = true;
      if (!isDone) list.unavailable = { server: slug, reason: LATE };
      return list;
    }),
  );
}

async function collect(
  runtime: Runtime,
  { rights, leg }: ListedServer,
  method: ListMethod,
  list: ServerList,
  deadline: { readonly isOver: boolean },
  sink: FrameSink,
): Promise<void> {
  const { server } = list;
  let items = 0;
  for (let pages = 0; pages < PAGES_MAX && items < ITEMS_MAX && list.next !== null; pages += 1) {
    const from = list.next;
    const message = { kind: method, id: newId("call"), cursor: from.cursor, meta: null };
    const timeoutMs = runtime.settings.teamServerMs;
    const { result } = await leg.send({ rights, message, sink, inFlight: null, timeoutMs });
    if (deadline.isOver) return;
    const page = readPage(runtime, { rights, leg }, method, result);
    if (page.kind === "fault") list.unavailable = { server, reason: page.reason };
    if (page.kind === "none") list.next = null;
    if (page.kind !== "page") return;
    list.pages.push({ from, items: page.items, bytes: page.bytes });
    items += page.items.length;
    list.next = page.nextCursor === null ? null : { server, cursor: page.nextCursor };
  }
}

type ReadPage =
  | {
      readonly kind: "page";
      readonly items: readonly JsonObject[];
      readonly bytes: number;
      readonly nextCursor: string | null;
    }
  /** The server knows no such list. */
  | { readonly kind: "none" }
  | { readonly kind: "fault"; readonly reason: string };

function readPage(
  runtime: Runtime,
  { rights, leg }: ListedServer,
  method: ListMethod,
  result: UpstreamResult,
): ReadPage {
  if (result.kind !== "answer") return { kind: "fault", reason: reasonOf(result) };
  const { value, isRpcError } = result.answer;
  if (isRpcError) {
    const error = ownMember(value, "error");
    const code = isJsonObject(error) ? ownMember(error, "code") : undefined;
    return code === mcpErrorCodes.methodNotFound.code ? { kind: "none" } : { kind: "fault", reason: ANOTHER_ERROR };
  }
  const said = ownMember(value, "result") ?? null;
  const read =
    method === "tools/list"
      ? readToolsPage(runtime, rights, result.answer).filtered
      : readListingPage(rights, method, said);
  if (read.kind === "invalid") return { kind: "fault", reason: NO_MCP };
  const shown = method === "tools/list" ? (leg.present?.(read.result) ?? read.result) : read.result;
  const nextCursor = ownMember(shown, "nextCursor");
  const items = ownMember(shown, LIST_ITEMS[method]);
  return {
    kind: "page",
    items: Array.isArray(items) ? items.filter(isJsonObject) : [],
    bytes: result.bytes,
    nextCursor: typeof nextCursor === "string" ? nextCursor : null,
  };
}
