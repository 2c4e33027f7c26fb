"use client";

import { Check, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { DecisionDialog } from "@/components/form/decision-dialog";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { type Decision, decideAction } from "../actions";

interface DecideButtonsProps {
  readonly organization: string;
  readonly approval: string;
  readonly tool: string;
  readonly grant: string;
}

type Verdict = Decision["verdict"];

const WORDS = {
  approve: {
    label: "Approve",
    explanation: "It can be made once, with exactly these arguments, until the request expires.",
    hint: "Kept with the decision.",
  },
  deny: {
    label: "Deny",
    explanation: "It is refused, and so is every further attempt with these arguments until the request expires.",
    hint: "Kept with the decision, and told to the agent.",
  },
} as const;

/** Approve and deny, each behind a question that takes a note. */
export function DecideButtons({ organization, approval, tool, grant }: DecideButtonsProps) {
  const router = useRouter();
  const [asked, setAsked] = useState<Verdict | null>(null);
  // What is shown while the dialog closes.
  const [verdict, setVerdict] = useState<Verdict>("approve");
  const decide = useAction((decision: Decision) => decideAction(organization, decision));
  const { label, explanation, hint } = WORDS[verdict];

  function ask(wanted: Verdict) {
    setVerdict(wanted);
    setAsked(wanted);
    decide.clearError();
  }
  function close() {
    setAsked(null);
    // It may have been decided by somebody else meanwhile.
    if (decide.error !== null) router.refresh();
  }
  function confirm(note: string) {
    decide.run({ id: approval, verdict, note }, ({ missing }) => {
      setAsked(null);
      toast.success(doneInWords(verdict, tool, missing));
      router.refresh();
    });
  }

  return (
    <>
      <Button variant="danger-quiet" onClick={() => ask("deny")} aria-label={`Deny ${tool}`}>
        <X aria-hidden />
        Deny
      </Button>
      <Button variant="primary" onClick={() => ask("approve")} aria-label={`Approve ${tool}`}>
        <Check aria-hidden />
        Approve
      </Button>
      <DecisionDialog
        isOpen={asked !== null}
        onClose={close}
        title={`${label} this call of ${tool}?`}
        description={`Asked by ${grant}. ${explanation}`}
        noteHint={hint}
        confirmLabel={label}
        isRefusal={verdict === "deny"}
        isPending={decide.isPending}
        error={decide.error}
        onConfirm={confirm}
      />
    </>
  );
}

function doneInWords(verdict: Verdict, tool: string, missing: number | null): string {
  if (missing !== null)
    return `You approved ${tool}. ${missing} more ${missing === 1 ? "person has" : "people have"} to.`;
  return verdict === "approve" ? `${tool} is approved: it can be called once.` : `${tool} is denied.`;
}
