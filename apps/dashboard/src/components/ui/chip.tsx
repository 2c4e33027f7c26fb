import type { ReactNode } from "react";
import { cn } from "../cn";

export type Tone = "allow" | "deny" | "limit" | "ask" | "quiet" | "accent";

const TONES: Record<Tone, string> = {
  allow: "bg-allow-soft text-allow",
  deny: "bg-deny-soft text-deny",
  limit: "bg-limit-soft text-limit",
  ask: "bg-ask-soft text-ask",
  quiet: "bg-quiet-soft text-quiet",
  accent: "bg-accent-soft text-accent",
};

/** A short fact in words. The tone only repeats what the words say. */
export function Chip({
  tone = "quiet",
  children,
  className,
}: {
  tone?: Tone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-6 items-center gap-1 rounded-md px-2 font-medium text-xs whitespace-nowrap [&_svg]:size-3.5",
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
