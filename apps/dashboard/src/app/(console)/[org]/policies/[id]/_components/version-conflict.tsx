"use client";

import type { PolicyView } from "@policylayer/services/policies";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

interface VersionConflictProps {
  readonly organization: string;
  /** As the server has it now. */
  readonly policy: PolicyView;
  /** The version the edit started from. */
  readonly base: number;
  readonly isDirty: boolean;
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
}

/** Somebody else saved while this was being edited: what happened, and the two ways on. Nothing typed is lost. */
export function VersionConflict({
  organization,
  policy,
  base,
  isDirty,
  onTakeTheirs,
  onKeepMine,
}: VersionConflictProps) {
  const router = useRouter();
  const isKnown = policy.version > base;
  useEffect(() => {
    if (!isKnown) router.refresh();
  }, [isKnown, router]);
  return (
    <Notice kind="warning" title={`Somebody saved version ${isKnown ? policy.version : "…"} while you were editing.`}>
      <p>
        You started from version {base}. Nothing of yours was saved, and nothing is lost.{" "}
        <Link
          href={`/${organization}/policies/${policy.id}?version=${policy.version}`}
          target="_blank"
          className="rounded font-medium underline underline-offset-3"
        >
          Look at their version
        </Link>
        , then decide.
      </p>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button size="sm" isDisabled={!isKnown} onClick={onTakeTheirs}>
          {isDirty ? "Drop mine, take theirs" : "Take theirs"}
        </Button>
        {isDirty ? (
          <Button size="sm" isDisabled={!isKnown} onClick={onKeepMine}>
            Save mine over it
          </Button>
        ) : null}
      </div>
    </Notice>
  );
}
