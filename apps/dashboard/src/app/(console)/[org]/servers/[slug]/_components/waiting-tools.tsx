import type { ToolView } from "@policylayer/services/servers";
import { DefinitionDiff } from "@/components/tools/definition-diff";
import { FindingList } from "@/components/tools/finding-list";
import { RevealedText } from "@/components/tools/revealed-text";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { TimeText } from "@/components/ui/time-text";
import { DecideToolButtons } from "./decide-tool-buttons";

interface WaitingToolsProps {
  readonly organization: string;
  readonly server: string;
  readonly tools: readonly ToolView[];
  readonly canDecide: boolean;
}

/** Tools that aren't what was approved: what is different, and the decision. Those that nobody looked at come first. */
export function WaitingTools({ organization, server, tools, canDecide }: WaitingToolsProps) {
  const waiting = tools.filter(({ status }) => status === "quarantined");
  const blocked = tools.filter(({ status }) => status === "blocked");
  if (waiting.length + blocked.length === 0) return null;
  const title = waiting.length > 0 ? "Waiting for your decision" : "Kept blocked";
  return (
    <Card
      title={title}
      description="The server lists these otherwise than they were approved. Agents don't see them, and their calls are refused."
      isFlush
    >
      <ul className="divide-y divide-line">
        {[...waiting, ...blocked].map((tool) => (
          <li key={tool.id} className="grid grid-cols-1 gap-4 px-4 py-4 sm:px-5">
            <WaitingTool tool={tool} />
            {canDecide && tool.pending !== null ? (
              <DecideToolButtons
                organization={organization}
                server={server}
                tool={tool.id}
                name={tool.name}
                hash={tool.pending.hash}
                isBlocked={tool.status === "blocked"}
              />
            ) : (
              <p className="text-muted text-[0.8125rem]">
                Admins and policy managers of the whole organization decide.
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function WaitingTool({ tool }: { tool: ToolView }) {
  const { pending, decision } = tool;
  if (pending === null) return null;
  const isNew = tool.approved_at === null;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3 className="break-all font-medium font-mono text-[0.8125rem]">
          <RevealedText text={tool.name} />
        </h3>
        <Chip tone={isNew ? "ask" : "limit"}>{isNew ? "New" : "Changed"}</Chip>
        {tool.status === "blocked" ? <Chip tone="deny">Kept blocked</Chip> : null}
        <span className="text-[0.8125rem] text-muted">
          Seen <TimeText at={pending.since} />
        </span>
      </div>
      {tool.status === "blocked" && decision?.verdict === "blocked" ? (
        <p className="break-words text-[0.8125rem] text-muted">
          {decision.by.name} kept it blocked <TimeText at={decision.at} />
          {decision.note === null ? "." : `: “${decision.note}”`}
        </p>
      ) : null}
      <FindingList findings={tool.changes} label={`What changed in ${tool.name}`} />
      <DefinitionDiff before={isNew ? null : tool} after={pending} />
    </>
  );
}
