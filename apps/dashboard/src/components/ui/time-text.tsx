"use client";

import { useSyncExternalStore } from "react";
import { ageInWords, exactTime, exactTimeUtc } from "./time-in-words";

/** Re-reads the clock twice a minute, for every age on the page at once. */
function subscribe(onTick: () => void): () => void {
  const timer = setInterval(onTick, 30_000);
  return () => clearInterval(timer);
}

interface TimeTextProps {
  readonly at: string;
  /** `age` is "5 min ago"; `exact` is date and time in the reader's zone. The server's HTML says it in UTC. */
  readonly show?: "age" | "exact";
  readonly className?: string;
}

export function TimeText({ at, show = "age", className }: TimeTextProps) {
  const text = useSyncExternalStore(
    subscribe,
    () => (show === "age" ? ageInWords(at, Date.now()) : exactTime(at)),
    () => (show === "age" ? exactTimeUtc(at).slice(0, 10) : exactTimeUtc(at)),
  );
  return (
    <time dateTime={at} title={exactTimeUtc(at)} className={className}>
      {text}
    </time>
  );
}
