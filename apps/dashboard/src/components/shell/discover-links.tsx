import Link from "next/link";
import { DISCOVER_LINKS } from "./sections";

/** Ways out of the organization, into what everybody can see. */
export function DiscoverLinks() {
  return (
    <ul className="grid gap-0.5">
      {DISCOVER_LINKS.map(({ label, href, icon: Icon }) => (
        <li key={href}>
          <Link
            href={href}
            prefetch={false}
            className="flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium text-muted transition-colors hover:bg-hover hover:text-ink"
          >
            <Icon aria-hidden className="size-4" />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
