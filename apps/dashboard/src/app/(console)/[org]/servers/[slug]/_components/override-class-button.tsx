"use client";

import type { RiskClass } from "@policylayer/risk";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useId, useState } from "react";
import { toast } from "sonner";
import { problemOf } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { CLASS_WORDS } from "@/components/tools/risk-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { overrideToolClassAction } from "../actions";

interface OverrideClassButtonProps {
  readonly organization: string;
  readonly server: string;
  readonly tool: {
    readonly id: string;
    readonly name: string;
    readonly class: RiskClass;
    readonly foundClass: RiskClass;
  };
  readonly note: string | null;
}

const CLASSES: readonly RiskClass[] = ["read", "write", "execute", "destructive", "financial"];

/** Gives a tool another class, with a note why, or goes back to the one worked out. */
export function OverrideClassButton({ organization, server, tool, note }: OverrideClassButtonProps) {
  const router = useRouter();
  const form = useId();
  const [isOpen, setIsOpen] = useState(false);
  const save = useAction((change: { class: RiskClass | null; note: string }) =>
    overrideToolClassAction(organization, { ...change, id: server, tool: tool.id }),
  );

  function done(said: string) {
    toast.success(said);
    setIsOpen(false);
    router.refresh();
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const given = CLASSES.find((each) => each === fields.get("class")) ?? tool.class;
    save.run({ class: given, note: String(fields.get("note") ?? "") }, () =>
      done(`${tool.name} has its class from the next call on.`),
    );
  }

  function close() {
    save.clearError();
    setIsOpen(false);
  }

  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)} aria-label={`Change class of ${tool.name}`}>
        Change class
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={`Class of ${tool.name}`}
        description="Rules by class judge its calls by this from the next call on, under every policy of this server."
      >
        <DialogBody>
          <form id={form} method="post" onSubmit={submit} className="grid gap-4">
            <FormErrorNotice error={save.error} fields={["/note"]} />
            <Field label="Class">
              {(control) => (
                <Select {...control} name="class" defaultValue={tool.class}>
                  {CLASSES.map((value) => (
                    <option key={value} value={value}>
                      {CLASS_WORDS[value].word}: {CLASS_WORDS[value].means}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field
              label="Why"
              error={problemOf(save.error, "/note")}
              hint="Kept with the tool and in the record of changes."
            >
              {(control) => <Textarea {...control} name="note" required maxLength={1000} defaultValue={note ?? ""} />}
            </Field>
          </form>
        </DialogBody>
        <DialogFooter>
          {note === null ? null : (
            <Button
              isBusy={save.isPending}
              onClick={() =>
                save.run({ class: null, note: "" }, () => done(`${tool.name} has the class worked out again.`))
              }
            >
              Back to {CLASS_WORDS[tool.foundClass].word}
            </Button>
          )}
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" isBusy={save.isPending}>
            Save class
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}
