import type { CallView } from "@policylayer/services/calls";
import Link from "next/link";
import type { ReactNode } from "react";
import { CopyButton } from "../ui/copy-button";
import { type Fact, Facts } from "../ui/facts";
import { Notice } from "../ui/notice";
import { TimeText } from "../ui/time-text";
import { DecisionChip } from "./decision-chip";
import { decisionSentence, decisionWords, outcomeWords } from "./decision-words";
import { limitLines } from "./limit-lines";
import { bytesInWords, durationInWords, waitInWords } from "./quantities";
import { refusingLimit } from "./refusing-limit";

/** Everything that is known of a call. */
export function CallDetails({ organization, call }: { organization: string; call: CallView }) {
  return (
    <div className="grid grid-cols-1 gap-6 [--fact-name:7.5rem]">
      <div className="grid gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <DecisionChip decision={call.decision} />
          <code className="font-mono text-muted text-xs">{call.code}</code>
        </div>
        {call.degraded ? (
          <Notice kind="warning" title="Judged while the counter store could not be reached.">
            {call.decision === "allow"
              ? "It passed because its organization chose availability and every limit that holds it allows it. No limit was counted."
              : "It was refused by a rule that needs no counter."}
          </Notice>
        ) : null}
        <p className="text-pretty">{decisionSentence(call)}</p>
        {call.message === null ? null : (
          <blockquote className="break-words border-line-strong border-l-2 pl-3 text-[0.8125rem] text-muted">
            <span className="sr-only">
              {call.would === null ? "The agent was told: " : "The agent would be told: "}
            </span>
            {call.message}
          </blockquote>
        )}
      </div>
      <Section title="Why">
        <Facts facts={whyFacts(organization, call)} />
      </Section>
      <Section title="Who and what">
        <Facts facts={whoFacts(organization, call)} />
      </Section>
      <Section title="What became of it">
        <Facts facts={outcomeFacts(call)} />
      </Section>
      <div>
        <CopyButton text={JSON.stringify(call, null, 2)} label="Copy this call as JSON" caption="Copy as JSON" />
      </div>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-2.5 border-line border-b pb-1.5 font-medium text-muted text-xs">{title}</h3>
      {children}
    </section>
  );
}

function whyFacts(organization: string, call: CallView): Fact[] {
  const { policy, rule } = call;
  const facts: Fact[] = [];
  if (policy !== null) {
    const address = `/${organization}/policies/${policy.id}?version=${policy.version}`;
    facts.push({
      name: "Rule",
      value:
        rule === null ? (
          "None"
        ) : (
          <TextLink href={`${address}&rule=${encodeURIComponent(rule)}`}>
            <code className="break-all font-mono text-[0.8125rem]">{rule}</code>
          </TextLink>
        ),
    });
    facts.push({ name: "Policy", value: <TextLink href={address}>Version {policy.version} of this policy</TextLink> });
  } else {
    facts.push({ name: "Rule", value: rule === null ? "None" : <Code>{rule}</Code> });
    facts.push({ name: "Policy", value: "None was attached" });
  }
  if (call.approval !== null) {
    const address = `/${organization}/approvals/${call.approval}`;
    facts.push({ name: "Approval", value: <TextLink href={address}>Who was asked, and what they said</TextLink> });
  }
  if (call.would !== null) {
    const word = decisionWords(call.would.decision).word;
    facts.push({ name: "If enforced", value: `${word} (${call.would.code}): the policy is in shadow mode` });
  }
  const refusing = refusingLimit(call);
  if (refusing !== null) facts.push({ name: "Used-up limit", value: refusing.words });
  if (call.retry_after_ms !== null) facts.push({ name: "Fits again after", value: waitInWords(call.retry_after_ms) });
  if (refusing !== null && refusing.roomAt !== null) {
    facts.push({ name: "Fits again at", value: <TimeText at={refusing.roomAt} show="exact" /> });
  }
  const limits = limitLines(call.limits).filter((line) => line !== refusing?.words);
  if (limits.length > 0)
    facts.push({ name: refusing === null ? "Limits" : "Other limits", value: <Lines lines={limits} /> });
  return facts;
}

function whoFacts(organization: string, call: CallView): Fact[] {
  return [
    { name: "Method", value: <Code>{call.method}</Code> },
    { name: "Tool", value: call.tool === null ? "–" : <Code>{call.tool}</Code> },
    {
      name: "Argument names",
      value: call.argument_keys.length === 0 ? "None" : <Code>{call.argument_keys.join(", ")}</Code>,
    },
    {
      name: "Server",
      value:
        call.server_slug === "" ? (
          "None of the grant's"
        ) : (
          <TextLink href={`/${organization}/servers/${call.server_slug}`}>{call.server_slug}</TextLink>
        ),
    },
    { name: "Grant", value: <TextLink href={`/${organization}/grants/${call.grant}`}>{call.grant_label}</TextLink> },
    { name: "Team", value: call.team_slug },
    { name: "Client", value: call.client ?? "Unknown" },
    { name: "MCP session", value: call.session === null ? "None" : <Code>{call.session}</Code> },
    { name: "Protocol", value: call.protocol_version ?? "Unknown" },
    { name: "Time", value: <TimeText at={call.at} show="exact" /> },
    { name: "Call ID", value: <Code>{call.id}</Code> },
  ];
}

function outcomeFacts(call: CallView): Fact[] {
  return [
    { name: "Outcome", value: outcomeWords(call.outcome) },
    ...(call.refunded ? [{ name: "Limits", value: "Given back: the call never left" }] : []),
    { name: "Server status", value: call.upstream_status === null ? "–" : `HTTP ${call.upstream_status}` },
    { name: "Request", value: bytesInWords(call.request_bytes) },
    { name: "Response", value: bytesInWords(call.response_bytes) },
    { name: "Time in gateway", value: durationInWords(call.gateway_ms) },
    { name: "Time in server", value: durationInWords(call.upstream_ms) },
  ];
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="grid gap-0.5">
      {lines.map((line) => (
        <li key={line} className="break-words text-[0.8125rem]">
          {line}
        </li>
      ))}
    </ul>
  );
}

function Code({ children }: { children: string }) {
  return <code className="break-all font-mono text-[0.8125rem]">{children}</code>;
}

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="rounded text-accent underline underline-offset-3">
      {children}
    </Link>
  );
}
