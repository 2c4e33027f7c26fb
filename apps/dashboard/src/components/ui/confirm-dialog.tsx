"use client";

import type { ReactNode } from "react";
import type { FormError } from "../form/action-result";
import { FormErrorNotice } from "../form/form-error-notice";
import { Button } from "./button";
import { Dialog, DialogBody, DialogFooter } from "./dialog";

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly confirmLabel: string;
  readonly isPending: boolean;
  readonly error: FormError | null;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

/** Asks before what can't be undone, says what it will do, and stays open when it was refused. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onClose, title, confirmLabel, isPending, error, onConfirm, children } = props;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} className="max-w-md">
      <DialogBody className="grid gap-3">
        <div className="text-muted text-pretty">{children}</div>
        <FormErrorNotice error={error} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="danger" isBusy={isPending} onClick={onConfirm}>
          {confirmLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
