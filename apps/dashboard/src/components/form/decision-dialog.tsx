"use client";

import { type KeyboardEvent, useState } from "react";
import { Button } from "../ui/button";
import { Dialog, DialogBody, DialogFooter } from "../ui/dialog";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import { type FormError, problemOf } from "./action-result";
import { FormErrorNotice } from "./form-error-notice";

interface DecisionDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What the decision will do. */
  readonly description: string;
  /** Who gets to read the note. */
  readonly noteHint: string;
  readonly confirmLabel: string;
  readonly isRefusal: boolean;
  readonly isPending: boolean;
  readonly error: FormError | null;
  readonly onConfirm: (note: string) => void;
}

/** Asks before a decision is made, and takes a note with it. Stays open when it was refused, the note with it. */
export function DecisionDialog({ isOpen, title, description, ...form }: DecisionDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={form.onClose} title={title} description={description}>
      <DecisionForm {...form} />
    </Dialog>
  );
}

/** Lives as long as the dialog is open: the next decision begins without the note of the last one. */
function DecisionForm(props: Omit<DecisionDialogProps, "isOpen" | "title" | "description">) {
  const { onClose, noteHint, confirmLabel, isRefusal, isPending, error, onConfirm } = props;
  const [note, setNote] = useState("");

  function confirm() {
    if (!isPending) onConfirm(note);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) confirm();
  }

  return (
    <>
      <DialogBody className="grid gap-4">
        <Field label="Note" hint={noteHint} isOptional error={problemOf(error, "/note")}>
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
        <FormErrorNotice error={error} fields={["/note"]} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant={isRefusal ? "danger" : "primary"} isBusy={isPending} onClick={confirm}>
          {confirmLabel}
        </Button>
      </DialogFooter>
    </>
  );
}
