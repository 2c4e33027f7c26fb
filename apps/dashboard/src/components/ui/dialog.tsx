"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode, RefObject } from "react";
import { cn } from "../cn";

interface DialogProps {
  readonly isOpen: boolean;
  /** Called when the person wants it closed; not at all while `isLocked`. */
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  /** Closes by its own buttons only: no Escape, no press outside. */
  readonly isLocked?: boolean;
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A modal window in the middle of the screen; on a phone it takes the whole width. */
export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  isLocked,
  initialFocus,
  className,
  children,
}: DialogProps) {
  return (
    <Base.Root
      open={isOpen}
      disablePointerDismissal={isLocked === true}
      onOpenChange={(open, details) => {
        if (open) return;
        if (isLocked === true) details.cancel();
        else onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center overflow-y-auto sm:items-center sm:p-6">
          <Base.Popup
            {...(initialFocus ? { initialFocus } : {})}
            className={cn(
              "flex max-h-[92dvh] w-full max-w-lg flex-col rounded-t-xl border border-line bg-surface shadow-float outline-none transition duration-150 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0 sm:rounded-xl",
              className,
            )}
          >
            <div className="px-5 pt-5">
              <Base.Title className="font-semibold text-base">{title}</Base.Title>
              {description ? <Base.Description className="mt-1 text-muted">{description}</Base.Description> : null}
            </div>
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

export function DialogBody({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cn("min-h-0 flex-1 overflow-y-auto px-5 py-4", className)}>{children}</div>;
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3.5">{children}</div>;
}
