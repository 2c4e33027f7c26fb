import { CodeBlock } from "@/components/ui/code-block";
import { Prose } from "../../_components/prose";
import refusals from "../refusals.json";

const RULES = [
  'A tool call that is refused, or waits for a person, gets a result with `isError: true` whose text begins with `[POLICY DENIED]`, so that the model can read why. `_meta["policylayer/decision"]` holds the same for programs.',
  "A resource, prompt or completion that is denied gets the JSON-RPC error `-31403`, with the decision in its `data`.",
  "What a server asks of its client, and `server_requests` denies, the client never sees: the server gets `-31403` in its place. A server of revision 2026-07-28 asks in its answer (`input_required`); then the client’s request is answered with `-31403`.",
  "What is hidden, and what doesn’t exist, gets `-32602` like each other.",
  "A client of revision 2026-07-28 that answers such a question sends its call again, with `inputResponses`: that is judged and counted as a call of its own, since nothing but the client’s word says that it belongs to an earlier one.",
];

/** What somebody gets whose request was refused. The examples are what the proxy answers: its own tests compare. */
export function RefusalSection() {
  return (
    <>
      <ul className="mb-6 grid max-w-prose list-disc gap-2 pl-5 leading-7">
        {RULES.map((rule) => (
          <li key={rule}>
            <Prose text={rule} />
          </li>
        ))}
      </ul>
      <div className="grid grid-cols-1 gap-3">
        <CodeBlock
          text={JSON.stringify(refusals.policy, null, 2)}
          label="the policy of the refusals"
          caption="policy.json"
        />
        {refusals.refused.map(({ what, request, answer }) => (
          <div key={request.id} className="grid grid-cols-1 gap-3 xl:grid-cols-2">
            <CodeBlock
              text={JSON.stringify(request, null, 2)}
              label={`the request for ${what}`}
              caption={`Asked: ${what}`}
            />
            <CodeBlock text={JSON.stringify(answer, null, 2)} label={`the refusal of ${what}`} caption="Answered" />
          </div>
        ))}
      </div>
    </>
  );
}
