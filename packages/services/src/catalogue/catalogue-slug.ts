import { createHash } from "node:crypto";

const SLUG_LENGTH_MAX = 80;

/** The address of a server, from its key: `nonetss/komodo-mcp` → `nonetss-komodo-mcp`. */
export function catalogueSlug(key: string): string {
  const slug = key
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_LENGTH_MAX)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? `server-${shortHash(key)}` : slug;
}

/** For a server whose slug another one has: the same whenever it is made. */
export function distinctSlug(key: string): string {
  const ending = `-${shortHash(key)}`;
  return `${catalogueSlug(key).slice(0, SLUG_LENGTH_MAX - ending.length)}${ending}`;
}

function shortHash(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 8);
}
