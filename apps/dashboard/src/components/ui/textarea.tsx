import type { ComponentProps } from "react";
import { cn } from "../cn";
import { CONTROL } from "./input";

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} className={cn(CONTROL, "min-h-20 px-3 py-2 text-sm max-sm:text-base", className)} />;
}
