import { cn } from "../cn";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger" | "danger-quiet";
export type ButtonSize = "sm" | "md" | "icon";

const BASE =
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none transition-colors duration-100 aria-disabled:pointer-events-none aria-disabled:opacity-55 data-[busy=true]:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-primary text-on-primary shadow-lift hover:bg-primary-hover",
  secondary: "border border-line bg-surface text-ink shadow-lift hover:bg-hover",
  ghost: "text-muted hover:bg-hover hover:text-ink",
  danger: "bg-danger text-on-danger shadow-lift hover:bg-danger-hover",
  "danger-quiet": "border border-line bg-surface text-deny shadow-lift hover:bg-deny-soft",
};

const SIZES: Record<ButtonSize, string> = {
  sm: "h-8 px-2.5 text-[0.8125rem]",
  md: "h-9 px-3.5 text-sm",
  icon: "size-8 text-sm",
};

/** The look of a button, also for a link that acts like one. */
export function buttonStyle(variant: ButtonVariant = "secondary", size: ButtonSize = "md", className?: string): string {
  return cn(BASE, VARIANTS[variant], SIZES[size], className);
}
