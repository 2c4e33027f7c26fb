"use client";

import { FailureMessage } from "@/components/shell/failure-message";

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="px-6 py-10 sm:mx-auto sm:max-w-2xl">
      <FailureMessage error={error} retry={retry} />
    </main>
  );
}
