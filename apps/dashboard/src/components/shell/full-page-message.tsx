import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "../brand";

/** A page that has only one thing to say: not found, failed. */
export function FullPageMessage({
  title,
  children,
  actions,
}: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <main className="flex min-h-[80dvh] flex-col items-start justify-center px-6 sm:mx-auto sm:max-w-lg">
      <Link href="/" className="mb-8 rounded-md">
        <Brand />
      </Link>
      <h1 className="font-semibold text-2xl tracking-[-0.015em]">{title}</h1>
      <div className="mt-2 text-muted text-pretty">{children}</div>
      {actions ? <div className="mt-6 flex flex-wrap gap-2">{actions}</div> : null}
    </main>
  );
}
