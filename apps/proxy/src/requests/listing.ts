import { type FilteredListing, filterListing, type JsonValue, type Listing, resultReply } from "@policylayer/mcp";
import { type CompiledPolicy, isAccessListed, planPrompt, planResource } from "@policylayer/policy";
import { otherReadings, otherTemplateReadings } from "../enforcement/uri-readings";
import type { Rights } from "../grants/grant";
import type { Runtime } from "../runtime";
import { askUpstream } from "./ask-upstream";
import { requireCurrent } from "./require-current";
import type { CallerRequest } from "./session-request";

/** The upstream's prompts, resources or templates, without those whose use the policy would refuse. */
export async function handleListing(runtime: Runtime, request: CallerRequest, list: Listing): Promise<void> {
  const { exchange, caller } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, caller);
  if (current === null) return;
  await askUpstream(runtime, request, current, list, (answer) => {
    const filtered = readListingPage(current, list.kind, answer.value.result ?? null);
    return filtered.kind === "list" ? resultReply(list.id, filtered.result) : null;
  });
}

/** One page of a server's prompts, resources or templates as these rights see it. */
export function readListingPage({ binding }: Rights, kind: Listing["kind"], result: JsonValue): FilteredListing {
  const policy = binding.policy?.compiled ?? null;
  return filterListing(kind, result, (key) => isShown(policy, kind, key));
}

function isShown(policy: CompiledPolicy | null, kind: Listing["kind"], key: string): boolean {
  switch (kind) {
    case "prompts/list":
      return isAccessListed(planPrompt(policy, { name: key }));
    case "resources/list":
      return isAccessListed(planResource(policy, { uri: key, otherReadings: otherReadings(key) }));
    case "resources/templates/list":
      // A template is a name here: what is made of it is judged when it is read.
      return isAccessListed(planResource(policy, { uri: key, otherReadings: otherTemplateReadings(key) }));
  }
}
