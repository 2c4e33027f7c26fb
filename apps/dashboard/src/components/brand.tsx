import { cn } from "./cn";

/** The mark: two closed layers, and between them one with a gate. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("size-6", className)}>
      <rect width="32" height="32" rx="8" className="fill-[#262e42] dark:fill-[#323c57]" />
      <path d="M8 10.5h16M8 21.5h16" stroke="#8d9bbd" strokeWidth="2.5" strokeLinecap="round" />
      <path d="M8 16h6.5M20.5 16H24" stroke="#fff" strokeWidth="2.5" strokeLinecap="round" />
      <circle cx="17.5" cy="16" r="1.6" fill="#8fb0ff" />
    </svg>
  );
}

export function Brand() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-[0.9375rem] tracking-[-0.01em]">
      <Mark />
      PolicyLayer
    </span>
  );
}
