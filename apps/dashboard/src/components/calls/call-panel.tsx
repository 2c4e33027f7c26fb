"use client";

import { Dialog } from "@base-ui/react/dialog";
import type { CallView } from "@policylayer/services/calls";
import { X } from "lucide-react";
import { useRef } from "react";
import { buttonStyle } from "../ui/button-style";
import { Skeleton } from "../ui/skeleton";
import { CallDetails } from "./call-details";
import { useIsNarrow } from "./use-is-narrow";

interface CallPanelProps {
  readonly organization: string;
  readonly isOpen: boolean;
  /** undefined while it is read; null when there is no such call. */
  readonly call: CallView | null | undefined;
  readonly onClose: () => void;
}

/** A call beside the log, which stays usable; on a narrow screen it covers it. */
export function CallPanel({ organization, isOpen, call, onClose }: CallPanelProps) {
  const isNarrow = useIsNarrow();
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <Dialog.Root
      open={isOpen}
      modal={isNarrow}
      disablePointerDismissal
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Popup
          initialFocus={title}
          className="fixed inset-y-0 right-0 z-40 flex w-full flex-col border-line border-l bg-surface shadow-float outline-none transition duration-150 data-ending-style:translate-x-4 data-ending-style:opacity-0 data-starting-style:translate-x-4 data-starting-style:opacity-0 lg:w-[28rem]"
        >
          <div className="flex items-center justify-between gap-3 border-line border-b px-5 py-3">
            <Dialog.Title ref={title} tabIndex={-1} className="min-w-0 truncate font-semibold text-base outline-none">
              {call ? `Call of ${call.tool ?? call.method}` : "Call"}
            </Dialog.Title>
            <Dialog.Close aria-label="Close" className={buttonStyle("ghost", "icon")}>
              <X aria-hidden />
            </Dialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-5">
            {call ? (
              <CallDetails organization={organization} call={call} />
            ) : call === null ? (
              <p className="text-muted">
                There is no such call in this organization's log. A call appears a moment after it was made; look again
                shortly.
              </p>
            ) : (
              <div role="status" className="grid gap-4">
                <span className="sr-only">Loading the call</span>
                <Skeleton className="h-6 w-28" />
                <Skeleton className="h-4 w-full" />
                <Skeleton className="h-4 w-2/3" />
              </div>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
