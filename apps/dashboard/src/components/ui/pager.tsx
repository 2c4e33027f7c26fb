import { ButtonLink } from "./button-link";

interface PagerProps {
  /** Address of the list, without the cursor. */
  readonly href: string;
  readonly isFirstPage: boolean;
  readonly nextCursor: string | null;
}

/** Lists are newest first; a cursor only leads on, so the way back is to the beginning. */
export function Pager({ href, isFirstPage, nextCursor }: PagerProps) {
  if (isFirstPage && nextCursor === null) return null;
  const separator = href.includes("?") ? "&" : "?";
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-3 border-line border-t px-4 py-3 sm:px-5">
      {isFirstPage ? (
        <span />
      ) : (
        <ButtonLink href={href} size="sm">
          Newest
        </ButtonLink>
      )}
      {nextCursor === null ? (
        <span className="text-muted">That is all.</span>
      ) : (
        <ButtonLink href={`${href}${separator}cursor=${encodeURIComponent(nextCursor)}`} size="sm">
          Older
        </ButtonLink>
      )}
    </nav>
  );
}
