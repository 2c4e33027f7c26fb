"use client";

import { Ban, Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { DecisionDialog } from "@/components/form/decision-dialog";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
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
  const decide = useAction((note: string) => decideToolAction(organization, { server, tool, hash, verdict, note }));
  const { label, explanation } = WORDS[verdict];

  function ask(wanted: ToolVerdict) {
    setVerdict(wanted);
    setIsAsked(true);
    decide.clearError();
  }
  function close() {
    setIsAsked(false);
    // It may have changed again, or been decided by somebody else.
    if (decide.error !== null) router.refresh();
  }
  function confirm(note: string) {
    decide.run(note, () => {
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
      <DecisionDialog
        isOpen={isAsked}
        onClose={close}
        title={verdict === "approve" ? `Approve ${name} as it is now?` : `Keep ${name} blocked?`}
        description={explanation}
        noteHint="Kept with the decision."
        confirmLabel={label}
        isRefusal={verdict === "block"}
        isPending={decide.isPending}
        error={decide.error}
        onConfirm={confirm}
      />
    </div>
  );
}
