"use client";

import { Check, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useState } from "react";
import { toast } from "sonner";
import { problemOf } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
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
  const [note, setNote] = useState("");
  const decide = useAction((decision: Decision) => decideAction(organization, decision));
  const { label, explanation, hint } = WORDS[verdict];

  function ask(wanted: Verdict) {
    setVerdict(wanted);
    setAsked(wanted);
    setNote("");
    decide.clearError();
  }
  function close() {
    setAsked(null);
    // It may have been decided by somebody else meanwhile.
    if (decide.error !== null) router.refresh();
  }
  function confirm() {
    if (decide.isPending) return;
    decide.run({ id: approval, verdict, note }, ({ missing }) => {
      setAsked(null);
      toast.success(doneInWords(verdict, tool, missing));
      router.refresh();
    });
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) confirm();
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
      <Dialog
        isOpen={asked !== null}
        onClose={close}
        title={`${label} this call of ${tool}?`}
        description={`Asked by ${grant}. ${explanation}`}
      >
        <DialogBody className="grid gap-4">
          <Field label="Note" hint={hint} isOptional error={problemOf(decide.error, "/note")}>
            {(control) => (
              <Textarea
                {...control}
                value={note}
                maxLength={500}
                onChange={(event) => setNote(event.target.value)}
                onKeyDown={onKeyDown}
              />
            )}
          </Field>
          <FormErrorNotice error={decide.error} fields={["/note"]} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={close}>Cancel</Button>
          <Button variant={verdict === "approve" ? "primary" : "danger"} isBusy={decide.isPending} onClick={confirm}>
            {label}
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}

function doneInWords(verdict: Verdict, tool: string, missing: number | null): string {
  if (missing !== null)
    return `You approved ${tool}. ${missing} more ${missing === 1 ? "person has" : "people have"} to.`;
  return verdict === "approve" ? `${tool} is approved: it can be called once.` : `${tool} is denied.`;
}
