import type { ReactNode } from "react";

interface PageSectionProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of a public page, with an address of its own. */
export function PageSection({ id, title, children }: PageSectionProps) {
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h2 id={id} className="mb-3 scroll-mt-6 font-semibold text-[1.0625rem] tracking-[-0.01em]">
        {title}
      </h2>
      {children}
    </section>
  );
}
