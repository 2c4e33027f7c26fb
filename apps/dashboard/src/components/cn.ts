import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";

/** Class names, the later winning over an earlier one of the same kind. */
export function cn(...parts: ClassValue[]): string {
  return twMerge(clsx(parts));
}
