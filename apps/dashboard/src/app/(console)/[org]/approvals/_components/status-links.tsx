import Link from "next/link";
import { filterWord, STATUS_FILTERS, type StatusFilter } from "@/components/approvals/approval-words";
import { cn } from "@/components/cn";

interface StatusLinksProps {
  readonly organization: string;
  readonly current: StatusFilter;
}

/** Which of them are shown, as links: any view can be sent to somebody. */
export function StatusLinks({ organization, current }: StatusLinksProps) {
  return (
    <nav aria-label="Status" className="border-line border-b px-2 py-2 sm:px-3">
      <ul className="flex flex-wrap gap-1">
        {STATUS_FILTERS.map((filter) => (
          <li key={filter}>
            <Link
              href={filter === "pending" ? `/${organization}/approvals` : `/${organization}/approvals?status=${filter}`}
              aria-current={filter === current ? "page" : undefined}
              className={cn(
                "inline-flex h-8 items-center rounded-md px-2.5 font-medium text-[0.8125rem] text-muted hover:bg-hover hover:text-ink",
                filter === current && "bg-hover text-ink",
              )}
            >
              {filterWord(filter)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
