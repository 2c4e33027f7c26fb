"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Decisions of others are announced to proxies only, so the page also looks by itself now and then. */
const LOOK_AGAIN_MS = 15_000;

/** Reads the page again when calls come in: one that needs a person is among them. A dialog that is open stays open. */
export function RefreshOnCalls({ organization }: { organization: string }) {
  const router = useRouter();
  useEffect(() => {
    const source = new EventSource(`/api/tail/${encodeURIComponent(organization)}`);
    const look = () => router.refresh();
    // What came while nobody listened, at the start and after a break.
    source.addEventListener("open", look);
    source.addEventListener("calls", look);
    const timer = setInterval(() => document.visibilityState === "visible" && look(), LOOK_AGAIN_MS);
    return () => {
      source.close();
      clearInterval(timer);
    };
  }, [organization, router]);
  return null;
}
