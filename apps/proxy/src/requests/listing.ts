import { filterListing, type Listing, resultReply } from "@policylayer/mcp";
import { type CompiledPolicy, isAccessListed, planPrompt, planResource } from "@policylayer/policy";
import { otherReadings } from "../enforcement/uri-readings";
import type { Runtime } from "../runtime";
import { askUpstream } from "./ask-upstream";
import { requireCurrent } from "./require-current";
import type { CallerRequest } from "./session-request";

/** The upstream's prompts, resources or templates, without those whose use the policy would refuse. */
export async function handleListing(runtime: Runtime, request: CallerRequest, list: Listing): Promise<void> {
  const { exchange, caller } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, caller);
  if (current === null) return;
  const { binding } = current;
  const policy = binding.policy?.compiled ?? null;
  await askUpstream(runtime, request, current, list, (answer) => {
    const filtered = filterListing(list.kind, answer.value.result ?? null, (key) => isShown(policy, list.kind, key));
    return filtered.kind === "list" ? resultReply(list.id, filtered.result) : null;
  });
}

function isShown(policy: CompiledPolicy | null, kind: Listing["kind"], key: string): boolean {
  switch (kind) {
    case "prompts/list":
      return isAccessListed(planPrompt(policy, { name: key }));
    case "resources/list":
      return isAccessListed(planResource(policy, { uri: key, otherReadings: otherReadings(key) }));
    case "resources/templates/list":
      // A template is a name here: what is made of it is judged when it is read.
      return isAccessListed(planResource(policy, { uri: key }));
  }
}
