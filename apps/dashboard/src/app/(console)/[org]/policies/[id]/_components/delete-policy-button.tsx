"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { deletePolicyAction } from "../actions";

export function DeletePolicyButton({
  organization,
  policy,
  name,
}: {
  organization: string;
  policy: string;
  name: string;
}) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const remove = useAction(() => deletePolicyAction(organization, policy));
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
        confirmLabel="Delete policy"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.run(undefined, ({ server }) => {
            toast.success(`${name} is deleted.`);
            router.push(`/${organization}/servers/${server}`);
          })
        }
      >
        It is deleted with all of its versions. The calls it decided stay in the audit log. This can't be undone.
      </ConfirmDialog>
    </>
  );
}
