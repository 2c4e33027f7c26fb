import type { TailState } from "@/components/calls/use-call-tail";
import { cn } from "@/components/cn";

const WORDS: Readonly<Record<TailState, string>> = {
  off: "",
  connecting: "Connecting to the live log…",
  live: "Live: new calls appear by themselves",
};

export function TailStatus({ state }: { state: TailState }) {
  return (
    <p className="flex items-center gap-2 border-line border-b px-4 py-2 text-muted text-xs sm:px-5">
      <span aria-hidden className={cn("size-2 rounded-full bg-line-strong", state === "live" && "bg-allow")} />
      {WORDS[state]}
    </p>
  );
}
