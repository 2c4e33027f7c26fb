import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "../cn";
import { CONTROL } from "./input";

/** The browser's own select: it works with every keyboard, reader and phone. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={cn("relative inline-flex w-full", className)}>
      <select {...rest} className={cn(CONTROL, "h-9 appearance-none truncate pr-8 pl-3 text-sm max-sm:text-base")}>
        {children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-muted" />
    </span>
  );
}
