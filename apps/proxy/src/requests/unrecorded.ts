import { type Complete, denialError, type ResourceRequest, type SetLevel, shownMessage } from "@policylayer/mcp";
import { type CompiledPolicy, type Plan, planPrompt, planResource } from "@policylayer/policy";
import { otherTemplateReadings } from "../enforcement/uri-readings";
import type { Runtime } from "../runtime";
import { askUpstream } from "./ask-upstream";
import { requireCurrent } from "./require-current";
import type { CallerRequest } from "./session-request";

/** What is relayed without a record, as it reads nothing and changes nothing but the session itself. */
export type Unrecorded = Complete | SetLevel | (ResourceRequest & { readonly kind: "resources/unsubscribe" });

/**
 * A completion, a log level, the end of a subscription. A completion for what the policy refuses is refused by the same
 * rule: its values could tell what is there.
 */
export async function handleUnrecorded(runtime: Runtime, request: CallerRequest, asked: Unrecorded): Promise<void> {
  const { exchange, caller } = request;
  const current = await requireCurrent(runtime, exchange, request.grant, request.binding.serverSlug, caller);
  if (current === null) return;
  const { binding } = current;
  if (asked.kind === "completion/complete") {
    const plan = planCompletion(binding.policy?.compiled ?? null, asked);
    if (plan.kind === "refuse") {
      const { kind, name } = deniedBy(asked);
      const shown = request.shownAs ?? name;
      const told = { ...plan.refusal, message: shownMessage(plan.refusal.message, name, shown) };
      exchange.json(200, denialError(asked.id, { kind, name: shown }, told, null));
      return;
    }
  }
  await askUpstream(runtime, request, current, asked, (answer) => answer.text);
}

function planCompletion(policy: CompiledPolicy | null, { ref }: Complete): Plan {
  return ref.type === "ref/prompt"
    ? planPrompt(policy, { name: ref.name })
    : // By its template, as the list of templates shows it.
      planResource(policy, { uri: ref.uri, otherReadings: otherTemplateReadings(ref.uri) });
}

function deniedBy({ ref }: Complete): Parameters<typeof denialError>[1] {
  return ref.type === "ref/prompt" ? { kind: "prompt", name: ref.name } : { kind: "resource", name: ref.uri };
}
