import Link from "next/link";
import type { ReactNode } from "react";

interface PageHeaderProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly crumbs?: readonly { readonly label: string; readonly href: string }[];
  readonly actions?: ReactNode;
}

/** The head of a page: where it is, what it is, and what can be done here. */
export function PageHeader({ title, description, crumbs, actions }: PageHeaderProps) {
  return (
    <header className="mb-6">
      {crumbs && crumbs.length > 0 ? (
        <nav aria-label="Breadcrumb" className="mb-2">
          <ol className="flex flex-wrap items-center gap-x-1.5 text-[0.8125rem] text-muted">
            {crumbs.map((crumb) => (
              <li key={crumb.href} className="flex min-w-0 items-center gap-x-1.5">
                <Link
                  href={crumb.href}
                  className="-mx-1 min-h-6 content-center truncate rounded px-1 hover:bg-hover hover:text-ink"
                >
                  {crumb.label}
                </Link>
                <span aria-hidden>/</span>
              </li>
            ))}
            <li aria-current="page" className="min-w-0 truncate text-ink">
              {title}
            </li>
          </ol>
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="break-words font-semibold text-[1.375rem] leading-8 tracking-[-0.012em]">{title}</h1>
          {description ? <div className="mt-0.5 max-w-2xl text-muted text-pretty">{description}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
