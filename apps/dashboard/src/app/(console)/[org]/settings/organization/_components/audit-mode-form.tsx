"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useId, useState } from "react";
import { toast } from "sonner";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type AuditMode, setAuditModeAction } from "../actions";

const MODES: readonly { readonly value: AuditMode; readonly label: string; readonly text: string }[] = [
  {
    value: "strict",
    label: "Strict: refuse every call",
    text: "Nothing passes that can't be counted and recorded. Agents are told to try again.",
  },
  {
    value: "available",
    label: "Available: let calls pass whose limits all allow it",
    text: "A call passes if every limit that holds it says on_store_error: allow, and so also if no limit does. All others are refused.",
  },
];

interface AuditModeFormProps {
  readonly organization: string;
  readonly mode: AuditMode;
  readonly canEdit: boolean;
}

/** The choice between counting every call and answering while that can't be done, with what it costs. */
export function AuditModeForm({ organization, mode, canEdit }: AuditModeFormProps) {
  const router = useRouter();
  const id = useId();
  const [chosen, setChosen] = useState(mode);
  const save = useAction((wanted: AuditMode) => setAuditModeAction(organization, wanted));

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    save.run(chosen, () => {
      toast.success("Saved. It holds from the next call.");
      router.refresh();
    });
  }

  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <FormErrorNotice error={save.error} />
      <fieldset disabled={!canEdit} className="grid gap-3">
        <legend className="sr-only">When the counters can't be reached</legend>
        {MODES.map(({ value, label, text }) => (
          <label
            key={value}
            className="flex gap-3 rounded-md border border-line px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name="mode"
              value={value}
              checked={chosen === value}
              onChange={() => setChosen(value)}
              aria-describedby={`${id}-${value}`}
              className="mt-1 size-4 shrink-0 accent-(--accent)"
            />
            <span className="min-w-0">
              <span className="block font-medium">{label}</span>
              <span id={`${id}-${value}`} className="block text-[0.8125rem] text-muted text-pretty">
                {text}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {chosen === "available" ? <WhatItCosts /> : null}
      {canEdit ? (
        <div>
          <Button type="submit" variant="primary" isBusy={save.isPending} isDisabled={chosen === mode}>
            Save
          </Button>
        </div>
      ) : (
        <p className="text-muted">An admin of the organization can change this.</p>
      )}
    </form>
  );
}

function WhatItCosts() {
  return (
    <Notice kind="warning" title="What this gives up while Redis is away">
      <ul className="grid list-disc gap-1 pl-4">
        <li>Calls that pass are not counted, so a limit may be exceeded.</li>
        <li>
          A revoked grant, an ended session or a changed policy may go on for up to 5 minutes: so long a proxy trusts a
          grant that it last verified. After that its calls are refused.
        </li>
        <li>
          Records wait in the proxy's memory and are written, marked, once Redis is back. A proxy that ends before that
          loses them, and the calls are missing from the audit log.
        </li>
        <li>Only sessions that are open on that proxy go on; nobody can connect anew.</li>
        <li>Changing this setting takes Redis too: it can't be changed for an outage that has begun.</li>
      </ul>
    </Notice>
  );
}
