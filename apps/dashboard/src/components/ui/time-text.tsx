"use client";

import { useSyncExternalStore } from "react";
import { ageInWords, clockTime, exactTime, exactTimeUtc } from "./time-in-words";

/** Re-reads the clock twice a minute, for every age on the page. */
function subscribe(onTick: () => void): () => void {
  const timer = setInterval(onTick, 30_000);
  return () => clearInterval(timer);
}

const FORMS = {
  /** "5 min ago" */
  age: {
    inBrowser: (at: string) => ageInWords(at, Date.now()),
    onServer: (at: string) => exactTimeUtc(at).slice(0, 10),
  },
  /** Date and time to the second in the reader's zone. */
  exact: { inBrowser: exactTime, onServer: exactTimeUtc },
  /** "13:06:05", with the day when it isn't today. */
  clock: {
    inBrowser: (at: string) => clockTime(at, new Date()),
    onServer: (at: string) => exactTimeUtc(at).slice(11, 19),
  },
} as const;

interface TimeTextProps {
  readonly at: string;
  readonly show?: keyof typeof FORMS;
  readonly className?: string;
}

/** A moment in the reader's zone. The server doesn't know it and says UTC until the page is taken over. */
export function TimeText({ at, show = "age", className }: TimeTextProps) {
  const { inBrowser, onServer } = FORMS[show];
  const text = useSyncExternalStore(
    subscribe,
    () => inBrowser(at),
    () => onServer(at),
  );
  return (
    <time dateTime={at} title={exactTimeUtc(at)} className={className}>
      {text}
    </time>
  );
}
