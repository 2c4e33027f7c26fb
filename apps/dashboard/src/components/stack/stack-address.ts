/** As many servers as a stack may have; what an address holds beyond is left out. */
export const STACK_MAX = 25;

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/;

/** The slugs of a shared address, `a,b,c`, each once. Anything that can't be a slug is passed over. */
export function slugsOf(param: string | undefined): string[] {
  const slugs = (param ?? "").split(",").filter((slug) => SLUG.test(slug));
  return [...new Set(slugs)].slice(0, STACK_MAX);
}

/** The address of a stack: the slugs of its servers, and nothing else. */
export function stackHref(slugs: readonly string[], page: "" | "/policies" | "/console" = ""): string {
  return slugs.length === 0 ? `/stack${page}` : `/stack${page}?s=${slugs.join(",")}`;
}
