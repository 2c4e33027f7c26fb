"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { revokeApiKeyAction } from "../actions";

export function RevokeApiKeyButton({ organization, id, name }: { organization: string; id: string; name: string }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const revoke = useAction(() => revokeApiKeyAction(organization, id));
  return (
    <>
      <Button size="sm" variant="danger-quiet" aria-label={`Revoke ${name}`} onClick={() => setIsOpen(true)}>
        Revoke
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={`Revoke ${name}?`}
        confirmLabel="Revoke key"
        isPending={revoke.isPending}
        error={revoke.error}
        onConfirm={() =>
          revoke.run(undefined, () => {
            setIsOpen(false);
            toast.success(`${name} is revoked.`);
            router.refresh();
          })
        }
      >
        Scripts that use it are refused from their next request on. This can't be undone.
      </ConfirmDialog>
    </>
  );
}
