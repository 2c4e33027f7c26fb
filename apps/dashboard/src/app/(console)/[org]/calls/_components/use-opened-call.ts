"use client";

import type { CallView } from "@policylayer/services/calls";
import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { getCallAction } from "../actions";

interface OpenedCall {
  readonly id: string | null;
  /** undefined while it is read; null when there is no such call. */
  readonly call: CallView | null | undefined;
}

/**
 * The call that the address names: from the rows on the screen, which are the freshest, else as the server rendered it, else
 * read by itself.
 */
export function useOpenedCall(organization: string, rows: readonly CallView[], initial: CallView | null): OpenedCall {
  const id = useSearchParams().get("call");
  const [read, setRead] = useState<{ readonly id: string; readonly call: CallView | null } | null>(null);
  const shown = rows.find((row) => row.id === id) ?? (initial?.id === id ? initial : null);
  const isMissing = id !== null && shown === null && read?.id !== id;

  useEffect(() => {
    if (!isMissing || id === null) return;
    let isWanted = true;
    getCallAction(organization, id).then(
      (result) => isWanted && setRead({ id, call: result.ok ? result.call : null }),
      () => isWanted && setRead({ id, call: null }),
    );
    return () => {
      isWanted = false;
    };
  }, [organization, id, isMissing]);

  if (id === null) return { id, call: null };
  return { id, call: shown ?? (read?.id === id ? read.call : undefined) };
}
