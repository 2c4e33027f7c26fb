"use client";

import type { CallView } from "@policylayer/services/calls";
import { useEffect, useRef, useState } from "react";

/** Announcements are lost while the stream is broken, so the log also looks by itself now and then. */
const LOOK_AGAIN_MS = 30_000;
/** Many calls a second are read together. */
const GATHER_MS = 250;

export type TailState = "off" | "connecting" | "live";

/**
 * Listens for new calls of an organization and reads the newest page whenever there are any. One read at a time; what is
 * announced meanwhile is read after it. Off while `isOn` is false.
 */
export function useCallTail(
  organization: string,
  isOn: boolean,
  read: () => Promise<readonly CallView[] | null>,
  onPage: (page: readonly CallView[]) => void,
): TailState {
  const [state, setState] = useState<TailState>(isOn ? "connecting" : "off");
  const latest = useRef({ read, onPage });
  latest.current = { read, onPage };

  useEffect(() => {
    if (!isOn) return setState("off");
    setState("connecting");
    const source = new EventSource(`/api/tail/${encodeURIComponent(organization)}`);
    const reader = gather(async () => {
      const page = await latest.current.read();
      if (page !== null && source.readyState !== EventSource.CLOSED) latest.current.onPage(page);
    });
    source.addEventListener("open", () => {
      setState("live");
      reader.ask();
    });
    source.addEventListener("error", () => setState("connecting"));
    source.addEventListener("calls", reader.ask);
    const timer = setInterval(() => document.visibilityState === "visible" && reader.ask(), LOOK_AGAIN_MS);
    return () => {
      source.close();
      clearInterval(timer);
      reader.stop();
    };
  }, [organization, isOn]);
  return state;
}

/** Runs `work` a moment after it was asked for, never twice at once, and once more when it was asked for meanwhile. */
function gather(work: () => Promise<void>): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isRunning = false;
  let isAskedAgain = false;
  function ask() {
    if (isRunning) {
      isAskedAgain = true;
      return;
    }
    timer ??= setTimeout(() => void run(), GATHER_MS);
  }
  async function run() {
    timer = null;
    isRunning = true;
    try {
      await work();
    } catch (error) {
      // The next announcement, or the next look, reads again; the rows on the screen stay.
      console.warn("the log could not be read", error);
    } finally {
      isRunning = false;
    }
    if (isAskedAgain) {
      isAskedAgain = false;
      ask();
    }
  }
  return { ask, stop: () => timer !== null && clearTimeout(timer) };
}
