"use client";

import type { PinnedToolsView } from "@policylayer/services/servers";
import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { rediscoverServerAction } from "../actions";

/** Lists the tools anew and says what is different. */
export function RediscoverButton({ organization, server }: { organization: string; server: string }) {
  const router = useRouter();
  const [result, setResult] = useState<PinnedToolsView | null>(null);
  const discover = useAction(() => rediscoverServerAction(organization, server));
  const isOpen = result !== null || discover.error !== null;
  function show(pinned: PinnedToolsView) {
    setResult(pinned);
    router.refresh();
  }
  function close() {
    setResult(null);
    discover.clearError();
  }
  return (
    <>
      <Button isBusy={discover.isPending} onClick={() => discover.run(undefined, show)}>
        {discover.isPending ? null : <RefreshCw aria-hidden />}
        Re-discover tools
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={titleOf(result)} className="max-w-md">
        <DialogBody className="grid gap-4">
          <FormErrorNotice error={discover.error} />
          {result === null ? null : (
            <>
              <Names title="Added" names={result.added} />
              <Names title="Changed" names={result.changed} />
              <Names title="Removed" names={result.removed} />
              {result.quarantined.length === 0 ? null : (
                <Notice kind="warning" title="New and changed tools are held back">
                  Agents can’t see or call them until somebody has approved them on this page.
                </Notice>
              )}
            </>
          )}
        </DialogBody>
        <DialogFooter>
          <Button variant="primary" onClick={close}>
            Close
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}

function titleOf(result: PinnedToolsView | null): string {
  if (result === null) return "The tools could not be listed";
  const isSame = result.added.length + result.changed.length + result.removed.length === 0;
  const count = result.tools === 1 ? "1 tool" : `${result.tools} tools`;
  return isSame ? `${count}, nothing changed` : `${count} now`;
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  return (
    <div>
      <h3 className="font-medium">
        {title} <span className="tabular font-normal text-muted">({names.length})</span>
      </h3>
      {names.length === 0 ? (
        <p className="text-muted">None.</p>
      ) : (
        <ul className="mt-1 grid gap-0.5">
          {names.map((name) => (
            <li key={name} className="break-all font-mono text-[0.8125rem]">
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
