"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { deleteServerAction } from "../actions";

export function DeleteServerButton({
  organization,
  server,
  name,
}: {
  organization: string;
  server: string;
  name: string;
}) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const remove = useAction(() => deleteServerAction(organization, server));
  return (
    <>
      <Button variant="danger-quiet" onClick={() => setIsOpen(true)}>
        <Trash2 aria-hidden />
        Delete
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={`Delete ${name}?`}
        confirmLabel="Delete server"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.run(undefined, () => {
            toast.success(`${name} is deleted.`);
            router.push(`/${organization}/servers`);
          })
        }
      >
        Its tools and policies are deleted with it, and agents can't reach it through PolicyLayer any more. The calls
        made so far stay in the audit log. This can't be undone.
      </ConfirmDialog>
    </>
  );
}
