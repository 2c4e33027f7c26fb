"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { GrantUrls } from "@/components/connect/connect-choices";
import { useAction } from "@/components/form/use-action";
import { TokenDialog } from "@/components/grants/token-dialog";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { rotateGrantAction } from "../actions";

interface Rotated extends GrantUrls {
  readonly token: string;
}

export function RotateGrantButton({
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
  const [rotated, setRotated] = useState<Rotated | null>(null);
  const rotate = useAction(() => rotateGrantAction(organization, grant));
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <RotateCw aria-hidden />
        Rotate token
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={`Rotate the token of ${label}?`}
        confirmLabel="Rotate token"
        isPending={rotate.isPending}
        error={rotate.error}
        onConfirm={() =>
          rotate.run(undefined, (result) => {
            setIsOpen(false);
            setRotated(result);
          })
        }
      >
        A new token is shown once. The old one is refused from the next call on, so whatever uses it stops working until
        it has the new one.
      </ConfirmDialog>
      <TokenDialog
        token={rotated?.token ?? null}
        grant={rotated}
        onStored={() => {
          setRotated(null);
          router.refresh();
        }}
      />
    </>
  );
}
