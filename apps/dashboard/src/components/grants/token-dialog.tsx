"use client";

import { useRef } from "react";
import type { GrantUrls } from "../connect/connect-choices";
import { ConnectPanel } from "../connect/connect-panel";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Dialog, DialogBody, DialogFooter } from "../ui/dialog";
import { Input } from "../ui/input";

interface TokenDialogProps {
  readonly token: string | null;
  /** Where it is good for; null while there is none. */
  readonly grant: GrantUrls | null;
  readonly onStored: () => void;
}

/** A grant's token, the one time it is shown. It goes only when the person says that they have it. */
export function TokenDialog({ token, grant, onStored }: TokenDialogProps) {
  const stored = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      isOpen={token !== null}
      onClose={onStored}
      isLocked
      initialFocus={stored}
      title="Store this token now"
      description="It is shown this once. Only its hash is kept, so nobody can show it again; a lost token is replaced by rotating the grant."
      className="max-w-2xl"
    >
      <DialogBody className="grid gap-5">
        <div className="flex items-center gap-2">
          <Input
            aria-label="Grant token"
            readOnly
            value={token ?? ""}
            onFocus={(event) => event.target.select()}
            className="bg-sunken font-mono text-[0.8125rem]"
          />
          <CopyButton text={token ?? ""} label="Copy token" caption="Copy" className="h-9" />
        </div>
        {token === null || grant === null ? null : <ConnectPanel {...grant} token={token} />}
      </DialogBody>
      <DialogFooter>
        <Button ref={stored} variant="primary" onClick={onStored}>
          I have stored it
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
