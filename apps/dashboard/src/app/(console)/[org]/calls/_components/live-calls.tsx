"use client";

import type { CallView } from "@policylayer/services/calls";
import { ArrowUp, ListTree } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { type CallFilter, callQuery } from "@/components/calls/call-filter";
import { CallPanel } from "@/components/calls/call-panel";
import { CallTable } from "@/components/calls/call-table";
import { decisionWords } from "@/components/calls/decision-words";
import { arrivalsInWords, mergeCalls } from "@/components/calls/merge-calls";
import { useCallTail } from "@/components/calls/use-call-tail";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { latestCallsAction } from "../actions";
import { TailStatus } from "./tail-status";
import { useOpenedCall } from "./use-opened-call";

/** Nearer to the top than this, new rows may push the others down: nobody is reading further below. */
const TOP_PX = 160;

interface LiveCallsProps {
  readonly organization: string;
  readonly filter: CallFilter;
  /** Of an older page, which doesn't change; null for the newest. */
  readonly cursor: string | null;
  readonly initial: readonly CallView[];
  readonly initialOpened: CallView | null;
}

/** The rows of the log. On the newest page they grow by themselves, but never under somebody who reads further below. */
export function LiveCalls({ organization, filter, cursor, initial, initialOpened }: LiveCallsProps) {
  const pathname = usePathname();
  const [rows, setRows] = useState(initial);
  const [waiting, setWaiting] = useState<readonly CallView[] | null>(null);
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const [summary, setSummary] = useState("");
  const opened = useOpenedCall(organization, rows, initialOpened);

  function show(page: readonly CallView[]) {
    const { rows: merged, added } = mergeCalls(rows, page);
    setRows(merged);
    setWaiting(null);
    if (added.length === 0) return;
    setArrived(new Set(added.map(({ id }) => id)));
    setSummary(arrivalsInWords(added, (decision) => decisionWords(decision).word));
  }

  const state = useCallTail(
    organization,
    cursor === null,
    async () => {
      const result = await latestCallsAction(organization, filter);
      return result.ok ? result.calls : null;
    },
    (page) => {
      const known = mergeCalls(rows, page);
      if (scrollY < TOP_PX || known.added.length === 0) show(page);
      else setWaiting(page);
    },
  );

  const hrefOf = (call: string | null) =>
    pathname + callQuery(filter, { ...(cursor === null ? {} : { cursor }), ...(call === null ? {} : { call }) });
  // The rows are here already: the address is changed without asking the server for the page again.
  const open = (call: string | null) => history.pushState(null, "", hrefOf(call));
  const waitingCount = waiting === null ? 0 : mergeCalls(rows, waiting).added.length;

  return (
    <>
      {cursor === null ? <TailStatus state={state} /> : null}
      <p role="status" className="sr-only">
        {summary}
      </p>
      {waiting !== null && waitingCount > 0 ? (
        <div className="sticky top-16 z-20 flex h-0 justify-center lg:top-4">
          <button
            type="button"
            onClick={() => {
              show(waiting);
              scrollTo({ top: 0 });
            }}
            className={buttonStyle("primary", "sm", "rounded-full shadow-float")}
          >
            <ArrowUp aria-hidden />
            {waitingCount} new {waitingCount === 1 ? "call" : "calls"}
          </button>
        </div>
      ) : null}
      {rows.length === 0 ? (
        <NoCalls organization={organization} isFiltered={callQuery(filter) !== ""} />
      ) : (
        <CallTable calls={rows} arrived={arrived} opened={opened.id} hrefOf={hrefOf} onOpen={open} />
      )}
      <CallPanel
        organization={organization}
        isOpen={opened.id !== null}
        call={opened.call}
        onClose={() => open(null)}
      />
    </>
  );
}

function NoCalls({ organization, isFiltered }: { organization: string; isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={ListTree}
        title="No calls match"
        action={<ButtonLink href={`/${organization}/calls`}>Clear filters</ButtonLink>}
      >
        Nothing in the log has all of these. A tool is matched by its exact name.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={ListTree}
      title="No calls yet"
      action={<ButtonLink href={`/${organization}/grants`}>See how to connect</ButtonLink>}
    >
      Point an MCP client at a proxy URL with a grant's token. Its calls appear here as they happen, allowed or not.
    </EmptyState>
  );
}
