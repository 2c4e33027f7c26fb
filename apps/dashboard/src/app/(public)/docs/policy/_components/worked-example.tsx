import { DecisionChip } from "@/components/calls/decision-chip";
import { CodeBlock } from "@/components/ui/code-block";
import { Prose } from "../../_components/prose";
import type { JudgedCall, JudgedExample } from "../judge-examples";

/** A whole policy, and what it says to calls: judged when the page is made, by the code that judges real ones. */
export function WorkedExample({ example }: { example: JudgedExample }) {
  const { id, title, description, document, calls } = example;
  return (
    <article id={`example-${id}`} aria-labelledby={`example-${id}-title`} className="scroll-mt-6">
      <h3 id={`example-${id}-title`} className="font-semibold text-base">
        <a href={`#example-${id}`} className="rounded hover:underline">
          {title}
        </a>
      </h3>
      <p className="mt-1 mb-3 max-w-prose text-muted text-pretty leading-6">
        <Prose text={description} />
      </p>
      <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
        <CodeBlock text={document} label={`the policy “${title}”`} caption="policy.json" />
        <ul className="grid grid-cols-1 gap-2">
          {calls.map((call) => (
            <JudgedCallItem key={`${call.call} ${call.args} ${call.as}`} call={call} />
          ))}
        </ul>
      </div>
    </article>
  );
}

function JudgedCallItem({ call: { call, args, as, decision, rule, message } }: { call: JudgedCall }) {
  return (
    <li className="grid grid-cols-1 gap-1.5 rounded-md border border-line bg-surface px-3 py-2.5">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
        <code className="wrap-anywhere min-w-0 font-mono text-xs leading-6">
          <span className="font-medium">{call}</span>
          {args === null ? null : <span className="text-muted"> {args}</span>}
        </code>
        <DecisionChip decision={decision} />
      </div>
      {as === null ? null : <p className="text-[0.8125rem] text-muted">as {as}</p>}
      {message === null ? null : <p className="text-[0.8125rem] text-pretty">“{message}”</p>}
      {rule === null ? null : <code className="break-all font-mono text-muted text-xs">{rule}</code>}
    </li>
  );
}
