import { z } from "zod";

const SLUG_LENGTH_MAX = 40;

/** First segments of our own addresses, and words a path would be misread with. */
const RESERVED: ReadonlySet<string> = new Set([
  ...["mcp", "api", "health", "healthz", "livez", "readyz", "metrics", "static", "assets", "public", "well-known"],
  ...["sign-in", "sign-up", "sign-out", "login", "logout", "register", "invitation", "invitations", "invite", "auth"],
  ...[
    "docs",
    "stack",
    "attacks",
    "sitemaps",
    "schemas",
    "catalogue",
    "catalog",
    "blog",
    "pricing",
    "about",
    "legal",
    "terms",
    "privacy",
    "status",
    "support",
  ],
  ...["admin", "app", "console", "dashboard", "organizations", "new", "settings", "account", "policylayer"],
]);

export const slugSchema = z
  .string()
  .max(SLUG_LENGTH_MAX)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "use a-z, 0-9 and single hyphens between them")
  .refine((slug) => !RESERVED.has(slug), "this word is used by the product itself: choose another");

/** A name for people: trimmed, one line. */
export const nameSchema = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, "must be one line without control characters");

/** `Billing & Co.` → `billing-co`. `fallback` for a name without a usable letter. */
export function slugFrom(name: string, fallback: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_LENGTH_MAX)
    .replace(/^-+|-+$/g, "");
  if (slug === "") return fallback;
  return RESERVED.has(slug) ? `${slug}-${fallback}` : slug;
}

/** `wanted`, or `wanted-2`, `wanted-3`, … whichever isn't taken yet. */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n++) {
    const ending = `-${n}`;
    const slug = wanted.slice(0, SLUG_LENGTH_MAX - ending.length).replace(/-+$/, "") + ending;
    if (!taken.has(slug)) return slug;
  }
}
