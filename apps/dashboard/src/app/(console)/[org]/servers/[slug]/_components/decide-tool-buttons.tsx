"use client";

import { Ban, Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { problemOf } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { decideToolAction, type ToolVerdict } from "../actions";

interface DecideToolButtonsProps {
  readonly organization: string;
  readonly server: string;
  readonly tool: string;
  readonly name: string;
  /** Of the definition on the screen: what is decided about. */
  readonly hash: string;
  readonly isBlocked: boolean;
}

const WORDS = {
  approve: {
    label: "Approve",
    explanation: "This definition becomes the approved one: agents see it and may call it from the next call on.",
  },
  block: {
    label: "Keep blocked",
    explanation: "Its calls go on being refused, and you aren't asked again until the tool changes once more.",
  },
} as const;

/** Approve and keep blocked, each behind a question that takes a note. */
export function DecideToolButtons({ organization, server, tool, name, hash, isBlocked }: DecideToolButtonsProps) {
  const router = useRouter();
  const [isAsked, setIsAsked] = useState(false);
  const [verdict, setVerdict] = useState<ToolVerdict>("approve");
  const [note, setNote] = useState("");
  const decide = useAction(() => decideToolAction(organization, { server, tool, hash, verdict, note }));
  const { label, explanation } = WORDS[verdict];

  function ask(wanted: ToolVerdict) {
    setVerdict(wanted);
    setIsAsked(true);
    setNote("");
    decide.clearError();
  }
  function close() {
    setIsAsked(false);
    // It may have changed again, or been decided by somebody else.
    if (decide.error !== null) router.refresh();
  }
  function confirm() {
    decide.run(undefined, () => {
      setIsAsked(false);
      toast.success(verdict === "approve" ? `${name} is approved.` : `${name} stays blocked.`);
      router.refresh();
    });
  }

  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => ask("approve")} aria-label={`Approve ${name}`}>
        <Check aria-hidden />
        Approve
      </Button>
      {isBlocked ? null : (
        <Button variant="danger-quiet" onClick={() => ask("block")} aria-label={`Keep blocked: ${name}`}>
          <Ban aria-hidden />
          Keep blocked
        </Button>
      )}
      <Dialog
        isOpen={isAsked}
        onClose={close}
        title={verdict === "approve" ? `Approve ${name} as it is now?` : `Keep ${name} blocked?`}
        description={explanation}
      >
        <DialogBody className="grid gap-4">
          <Field label="Note" hint="Kept with the decision." isOptional error={problemOf(decide.error, "/note")}>
            {(control) => (
              <Textarea {...control} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
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
    </div>
  );
}
