import type { ComponentProps, ReactNode } from "react";
import { cn } from "../cn";
import { ScrollBox } from "./scroll-box";

/** A real table that scrolls sideways inside its own box, which the keyboard can reach. */
export function Table({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <ScrollBox label={`${label}, scrolls sideways`} className="relative overflow-x-auto">
      <table aria-label={label} className={cn("w-full border-collapse text-left", className)}>
        {children}
      </table>
    </ScrollBox>
  );
}

export function Th({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        "h-9 border-line border-b bg-sunken/60 px-3 font-medium text-muted text-xs whitespace-nowrap first:pl-5 last:pr-5",
        className,
      )}
    />
  );
}

export function Td({ className, ...rest }: ComponentProps<"td">) {
  return (
    <td {...rest} className={cn("border-line border-b px-3 py-2.5 align-middle first:pl-5 last:pr-5", className)} />
  );
}

export function Tr({ className, ...rest }: ComponentProps<"tr">) {
  return <tr {...rest} className={cn("[&:last-child>td]:border-b-0 [&:last-child>th]:border-b-0", className)} />;
}
