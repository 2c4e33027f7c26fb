import { filterListing, type Listing, resultReply } from "@policylayer/mcp";
import { type CompiledPolicy, isAccessListed, planPrompt, planResource } from "@policylayer/policy";
import { otherReadings } from "../enforcement/uri-readings";
import type { Runtime } from "../runtime";
import { answerFault, PROTOCOL_FAULT } from "./answer-fault";
import { askUpstream } from "./ask-upstream";
import { requireCurrent } from "./require-current";
import type { CallerRequest } from "./session-request";

/** The upstream's prompts, resources or templates, without those whose use the policy would refuse. */
export async function handleListing(runtime: Runtime, request: CallerRequest, list: Listing): Promise<void> {
  const { exchange, caller } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, caller);
  if (current === null) return;
  const { binding } = current;
  const answer = await askUpstream(runtime, request, current, list);
  if (answer === null) return;
  const policy = binding.policy?.compiled ?? null;
  const filtered = filterListing(list.kind, answer.value.result ?? null, (key) => isShown(policy, list.kind, key));
  if (filtered.kind === "list") exchange.json(200, resultReply(list.id, filtered.result));
  else answerFault(exchange, list.id, PROTOCOL_FAULT);
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
