"use client";

import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { restoreVersionAction } from "../actions";

interface RestoreVersionButtonProps {
  readonly organization: string;
  readonly policy: string;
  readonly version: number;
  /** The one in force as the page shows it: when it is another by then, nothing is restored. */
  readonly current: number;
}

/** Saves an old version's document as a new version, once somebody has confirmed it. */
export function RestoreVersionButton({ organization, policy, version, current }: RestoreVersionButtonProps) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const restore = useAction((ifMatch: number) => restoreVersionAction(organization, { id: policy, version, ifMatch }));
  const isConflict = restore.error?.code === "PRECONDITION_FAILED";
  useEffect(() => {
    if (isConflict) router.refresh();
  }, [isConflict, router]);

  function open() {
    restore.clearError();
    setIsOpen(true);
  }

  return (
    <>
      <Button size="sm" onClick={open} aria-label={`Restore version ${version}`}>
        <RotateCcw aria-hidden />
        Restore
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={`Restore version ${version}?`}
        confirmLabel={`Restore version ${version}`}
        isPending={restore.isPending}
        error={restore.error}
        onConfirm={() =>
          restore.run(current, (saved) => {
            setIsOpen(false);
            toast.success(`Version ${saved.version} is saved as version ${version} was, and holds from the next call.`);
            router.refresh();
          })
        }
      >
        Its document becomes version {current + 1}, in force from the next call. Version {current} and all others stay
        in the history.
      </ConfirmDialog>
    </>
  );
}
