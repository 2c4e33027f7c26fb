import type { ComponentProps } from "react";
import { cn } from "../cn";

export const CONTROL =
  "w-full min-w-0 rounded-md border border-line-strong bg-surface text-ink transition-colors hover:border-muted focus-visible:outline-offset-0 aria-invalid:border-deny disabled:opacity-60";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={cn(CONTROL, "h-9 px-3 text-sm max-sm:text-base", className)} />;
}
