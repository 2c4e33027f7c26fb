import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "../cn";

const KINDS = {
  error: { icon: CircleAlert, style: "border-deny/30 bg-deny-soft text-deny" },
  warning: { icon: TriangleAlert, style: "border-limit/30 bg-limit-soft text-limit" },
  success: { icon: CircleCheck, style: "border-allow/30 bg-allow-soft text-allow" },
  info: { icon: Info, style: "border-accent/25 bg-accent-soft text-accent" },
} as const;

interface NoticeProps {
  readonly kind: keyof typeof KINDS;
  readonly title: string;
  readonly children?: ReactNode;
  readonly className?: string;
}

/** Something to know before going on. Errors are read out at once, the rest when there is a pause. */
export function Notice({ kind, title, children, className }: NoticeProps) {
  const { icon: Icon, style } = KINDS[kind];
  return (
    <div
      role={kind === "error" ? "alert" : "status"}
      className={cn("flex gap-2.5 rounded-md border px-3 py-2.5", style, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 break-words">
        <p className="font-medium">{title}</p>
        {children ? <div className="mt-0.5 text-[0.8125rem] text-ink">{children}</div> : null}
      </div>
    </div>
  );
}
