"use client";

import type { CallView } from "@policylayer/services/calls";
import type { MouseEvent } from "react";
import { cn } from "../cn";
import { Table, Td, Th, Tr } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { DecisionChip } from "./decision-chip";
import { durationInWords } from "./quantities";

interface CallTableProps {
  readonly calls: readonly CallView[];
  /** Those that came while the page was open. */
  readonly arrived: ReadonlySet<string>;
  readonly opened: string | null;
  readonly hrefOf: (call: string) => string;
  readonly onOpen: (call: string) => void;
}

/** The rows of the log. The name of a row's tool is its link; the whole row is its target. */
export function CallTable({ calls, arrived, opened, hrefOf, onOpen }: CallTableProps) {
  function open(event: MouseEvent<HTMLAnchorElement>, call: string) {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isPlain) return;
    event.preventDefault();
    onOpen(call);
  }
  return (
    <Table label="Calls">
      <thead>
        <tr>
          <Th>Decision</Th>
          <Th>Tool</Th>
          <Th className="max-md:hidden">Server</Th>
          <Th className="max-md:hidden">Grant</Th>
          <Th className="max-xl:hidden">Rule</Th>
          <Th className="text-right max-lg:hidden">Took</Th>
          <Th className="text-right max-sm:hidden">Time</Th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <Tr
            key={call.id}
            data-call={call.id}
            className={cn(
              "relative hover:bg-hover/60",
              opened === call.id && "bg-accent-soft hover:bg-accent-soft",
              arrived.has(call.id) && "row-arrived",
            )}
          >
            <Td className="w-px">
              <DecisionChip decision={call.decision} />
            </Td>
            <Td className="w-full max-w-0 md:max-w-64">
              <a
                href={hrefOf(call.id)}
                onClick={(event) => open(event, call.id)}
                aria-current={opened === call.id ? "true" : undefined}
                className="block truncate rounded font-mono text-[0.8125rem] after:absolute after:inset-0"
              >
                {call.tool ?? call.method}
              </a>
              {call.degraded ? (
                <span className="block truncate text-limit text-xs">Judged without counters</span>
              ) : null}
              <span className="block truncate text-muted text-xs md:hidden">
                <span className="sm:hidden">
                  <TimeText at={call.at} show="clock" />
                  {" · "}
                </span>
                {serverOf(call)} · {call.grant_label}
              </span>
            </Td>
            <Td className="max-w-40 truncate font-mono text-[0.8125rem] text-muted max-md:hidden">{serverOf(call)}</Td>
            <Td className="max-w-48 truncate max-md:hidden">{call.grant_label}</Td>
            <Td className="max-w-72 truncate font-mono text-muted text-xs max-xl:hidden">{call.rule ?? "–"}</Td>
            <Td className="tabular whitespace-nowrap text-right text-muted max-lg:hidden">{tookInWords(call)}</Td>
            <Td className="tabular whitespace-nowrap text-right text-muted max-sm:hidden">
              <TimeText at={call.at} show="clock" />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Of a request at a team URL that named none of the grant's servers there is no server. */
function serverOf({ server_slug }: CallView): string {
  return server_slug === "" ? "–" : server_slug;
}

function tookInWords(call: CallView): string {
  if (call.outcome === "in_flight") return "…";
  return durationInWords(call.upstream_ms ?? call.gateway_ms);
}
