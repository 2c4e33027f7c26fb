import { errorReply, type Listing, mcpErrorCodes, resultReply, type ToolsList, UNCACHED } from "@policylayer/mcp";
import type { Runtime } from "../runtime";
import { answerTogether } from "./answer-together";
import { collectLists } from "./collect-lists";
import { mergeLists } from "./merge-lists";
import { requireCurrentTeam } from "./require-current-team";
import { readCursor, writeCursor } from "./team-cursor";
import { bindingsOf, type TeamCallerRequest } from "./team-request";

/** A list of all servers: what each shows of its own, under the names of the team endpoint, page by page. */
export async function handleTeamList(
  runtime: Runtime,
  request: TeamCallerRequest,
  list: ToolsList | Listing,
): Promise<void> {
  const { exchange } = request;
  const grant = await requireCurrentTeam(runtime, request);
  if (grant === null) return;
  const from = list.cursor === null ? null : readCursor(grant, list.kind, list.cursor);
  if (list.cursor !== null && from === null) {
    const message = "Invalid params: `cursor` is none that this list was answered with; ask for it from its beginning";
    return exchange.json(200, errorReply(list.id, mcpErrorCodes.invalidParams.code, message));
  }
  // A server that is gone meanwhile is a place in the order all the same.
  const servers = bindingsOf(grant)
    .filter(({ serverSlug }) => from === null || serverSlug >= from.server)
    .map((binding) => ({ rights: { grant, binding }, leg: request.legTo(binding) }));
  await answerTogether(runtime, exchange, async (sink) => {
    const lists = await collectLists(runtime, servers, list.kind, from, sink);
    const { result, next } = mergeLists(list.kind, lists, runtime.settings.answerBytesMax);
    const nextCursor = next === null ? {} : { nextCursor: writeCursor(grant, list.kind, next) };
    const said = request.caller.sessionId === null ? { resultType: "complete", ...UNCACHED } : {};
    return resultReply(list.id, { ...said, ...result, ...nextCursor });
  });
}
