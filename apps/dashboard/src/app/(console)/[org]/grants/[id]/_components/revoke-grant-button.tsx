"use client";

import { Ban } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { revokeGrantAction } from "../actions";

export function RevokeGrantButton({
  organization,
  grant,
  label,
}: {
  organization: string;
  grant: string;
  label: string;
}) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const revoke = useAction(() => revokeGrantAction(organization, grant));
  return (
    <>
      <Button variant="danger-quiet" onClick={() => setIsOpen(true)}>
        <Ban aria-hidden />
        Revoke
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={`Revoke ${label}?`}
        confirmLabel="Revoke grant"
        isPending={revoke.isPending}
        error={revoke.error}
        onConfirm={() =>
          revoke.run(undefined, () => {
            setIsOpen(false);
            toast.success(`${label} is revoked: its token is refused from the next call on.`);
            router.refresh();
          })
        }
      >
        Its token is refused from the next call on, on every proxy. This can't be undone; a new grant has a new token.
      </ConfirmDialog>
    </>
  );
}
