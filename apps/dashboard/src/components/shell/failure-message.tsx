"use client";

import { useEffect } from "react";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Notice } from "../ui/notice";

/** What a person sees when a page failed: what to do, and the number that finds it in the log. Never the error's own text. */
export function FailureMessage({ error, retry }: { error: unknown; retry: () => void }) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <div className="grid max-w-xl gap-5 py-8">
      {/* A page whose title came with what failed has none else. */}
      <title>This page could not be loaded · PolicyLayer</title>
      <h1 className="font-semibold text-[1.375rem] tracking-[-0.012em]">This page could not be loaded</h1>
      <Notice kind="error" title="Something failed on the server, or it could not be reached.">
        Agents connect to the proxy, not to the console. Try again; if it stays like this, tell whoever runs PolicyLayer
        here{digest ? " and give them the number below" : ""}.
      </Notice>
      {digest ? (
        <p className="text-muted">
          Error number <code className="font-mono text-ink">{digest}</code>
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
        <ButtonLink href="/">Go to the start</ButtonLink>
      </div>
    </div>
  );
}
