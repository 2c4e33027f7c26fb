import type { ApprovalView } from "@policylayer/services/approvals";
import { Check, Clock, Hand, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Chip } from "../ui/chip";
import { CodeBlock } from "../ui/code-block";
import { type Fact, Facts } from "../ui/facts";
import { TimeText } from "../ui/time-text";
import { approversInWords, missingArguments, STATUS_WORDS } from "./approval-words";
import { prettyArguments } from "./pretty-arguments";

const ICONS = { pending: Hand, approved: Check, denied: X, expired: Clock, used: Check } as const;

interface ApprovalCardProps {
  readonly organization: string;
  readonly approval: ApprovalView;
  /** The buttons of somebody who may decide. */
  readonly actions: ReactNode;
}

/** One request: what wants to be done by whom, why it was stopped, and what people said. */
export function ApprovalCard({ organization, approval, actions }: ApprovalCardProps) {
  const { status, tool, reason, arguments_text } = approval;
  const { word, tone } = STATUS_WORDS[status];
  const Icon = ICONS[status];
  return (
    <article aria-label={`${tool}, ${word.toLowerCase()}`} data-approval={approval.id} className="px-4 py-5 sm:px-5">
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h2 className="min-w-0 break-all font-mono font-semibold text-[0.9375rem]">
              <Link href={`/${organization}/approvals/${approval.id}`} className="rounded hover:underline">
                {tool}
              </Link>
            </h2>
            <Chip tone={tone}>
              <Icon aria-hidden />
              {word}
            </Chip>
          </div>
          <p className="mt-1 max-w-2xl break-words text-pretty">{reason}</p>
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </header>
      <div className="mt-4 grid grid-cols-1 gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <Facts facts={factsOf(organization, approval)} />
        <div className="min-w-0 max-lg:order-first">
          {arguments_text === null ? (
            <p className="text-muted">
              <span className="font-medium text-ink">Arguments. </span>
              {missingArguments(approval)}
            </p>
          ) : (
            <CodeBlock
              text={prettyArguments(arguments_text)}
              label={`arguments of ${tool}`}
              caption="Arguments"
              isWrapped
            />
          )}
        </div>
      </div>
    </article>
  );
}

function factsOf(organization: string, approval: ApprovalView): Fact[] {
  const { policy, rule, votes, status } = approval;
  const policyAddress = `/${organization}/policies/${policy.id}?version=${policy.version}`;
  const facts: Fact[] = [
    {
      name: "Server",
      value: <TextLink href={`/${organization}/servers/${approval.server_slug}`}>{approval.server_slug}</TextLink>,
    },
    {
      name: "Grant",
      value: <TextLink href={`/${organization}/grants/${approval.grant}`}>{approval.grant_label}</TextLink>,
    },
    {
      name: "Rule",
      value: (
        <TextLink href={rule === null ? policyAddress : `${policyAddress}&rule=${encodeURIComponent(rule)}`}>
          <code className="break-all font-mono text-[0.8125rem]">{rule ?? `version ${policy.version}`}</code>
        </TextLink>
      ),
    },
    { name: "Asked", value: <TimeText at={approval.created_at} /> },
  ];
  if (status === "pending" || status === "approved") {
    facts.push({
      name: status === "pending" ? "Expires" : "Usable until",
      value: <TimeText at={approval.expires_at} />,
    });
  }
  facts.push({ name: "Approvers", value: approversInWords(approval) });
  for (const { verdict, by, note, at } of votes) {
    facts.push({
      name: verdict === "approved" ? `Approved by ${by.name}` : `Denied by ${by.name}`,
      value: (
        <>
          <TimeText at={at} />
          {note === null ? null : <>: “{note}”</>}
        </>
      ),
    });
  }
  if (approval.used_by_call !== null) {
    const address = `/${organization}/calls?call=${approval.used_by_call}`;
    facts.push({ name: "Let through", value: <TextLink href={address}>See the call</TextLink> });
  }
  return facts;
}

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="rounded text-accent underline underline-offset-3">
      {children}
    </Link>
  );
}
