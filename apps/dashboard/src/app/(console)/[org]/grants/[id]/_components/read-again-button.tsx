"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";

/** Reads the page's numbers anew. */
export function ReadAgainButton() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <Button size="sm" isBusy={isPending} onClick={() => startTransition(() => router.refresh())}>
      {isPending ? null : <RefreshCw aria-hidden />}
      Read again
    </Button>
  );
}
