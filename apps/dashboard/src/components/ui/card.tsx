import type { ReactNode } from "react";
import { cn } from "../cn";

interface CardProps {
  readonly title?: string | undefined;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly isFlush?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A titled section of a page. `isFlush` leaves out the padding, for a table. */
export function Card({ title, description, actions, isFlush, className, children }: CardProps) {
  return (
    <section
      className={cn("min-w-0 rounded-lg border border-line bg-surface shadow-lift", className)}
      aria-label={title}
    >
      {title ? (
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b px-4 py-3 sm:px-5">
          <div className="min-w-0">
            <h2 className="font-semibold text-[0.9375rem] leading-6">{title}</h2>
            {description ? <p className="text-[0.8125rem] text-muted">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div className={isFlush ? "" : "px-4 py-4 sm:px-5"}>{children}</div>
    </section>
  );
}
