"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** A page of a registry takes a second or so. */
const MOVING_MS = 2_000;
/** Between two readings; also a registry that was configured meanwhile shows up by itself. */
const RESTING_MS = 20_000;

/** Reads the page again while somebody looks at it, more often while a source is being read. */
export function RefreshWhileOpen({ isMoving }: { isMoving: boolean }) {
  const router = useRouter();
  useEffect(() => {
    const look = () => document.visibilityState === "visible" && router.refresh();
    const timer = setInterval(look, isMoving ? MOVING_MS : RESTING_MS);
    return () => clearInterval(timer);
  }, [isMoving, router]);
  return null;
}
