import "server-only";
import type { ServiceContext } from "@policylayer/services/context";
import { listPolicies } from "@policylayer/services/policies";
import { listServers } from "@policylayer/services/servers";
import { type ServerChoice, serverChoices } from "@/components/grants/binding-choices";
import { readAllPages } from "@/components/read-all-pages";

/** What a grant can be bound to: every server with its policies. */
export async function readChoices(ctx: ServiceContext): Promise<ServerChoice[]> {
  const [servers, policies] = await Promise.all([
    readAllPages((paging) => listServers(ctx, paging)),
    readAllPages((paging) => listPolicies(ctx, paging)),
  ]);
  return serverChoices(servers, policies);
}
