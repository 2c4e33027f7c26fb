import {
  type Complete,
  denialError,
  expandTemplate,
  filterCompletion,
  ownMember,
  type ResourceRequest,
  resultReply,
  type SetLevel,
  shownMessage,
} from "@policylayer/mcp";
import { type CompiledPolicy, type Plan, planPrompt, planResource } from "@policylayer/policy";
import { isResourceShown } from "../enforcement/is-resource-shown";
import { otherTemplateReadings } from "../enforcement/uri-readings";
import type { Runtime } from "../runtime";
import { askUpstream } from "./ask-upstream";
import { requireCurrent } from "./require-current";
import type { CallerRequest } from "./session-request";

/** What is relayed without a record, as it reads nothing and changes nothing but the session itself. */
export type Unrecorded = Complete | SetLevel | (ResourceRequest & { readonly kind: "resources/unsubscribe" });

/**
 * A completion, a log level, the end of a subscription. A completion for what the policy refuses is refused by the same
 * rule: its values could tell what is there. Of a template that it allows, values are left out that lead to what it refuses.
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
  await askUpstream(runtime, request, current, asked, ({ value, text }) => {
    if (asked.kind !== "completion/complete" || asked.ref.type !== "ref/resource") return text;
    const result = ownMember(value, "result") ?? null;
    const shown = filterCompletion(result, (completed) => isResourceShown(current, completedUri(asked, completed)));
    return shown === result ? text : shown === null ? null : resultReply(asked.id, shown);
  });
}

/** The resource that a value leads to, as far as it is known: what the lists leave out, no completion may name. */
function completedUri({ ref, argument, contextArguments }: Complete, completed: string): string {
  const template = ref.type === "ref/resource" ? ref.uri : "";
  return expandTemplate(template, { ...contextArguments, [argument.name]: completed });
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
