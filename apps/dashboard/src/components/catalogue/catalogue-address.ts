/** Pages of the catalogue that a tool's name would be taken for. */
const TAKEN: ReadonlySet<string> = new Set([".", "..", "index.md"]);

export const CATALOGUE = "/catalogue";
export const ATTACKS = "/attacks";

export function serverHref(slug: string): string {
  return `${CATALOGUE}/${slug}`;
}

/** null: a browser would take the name for another address, so it has no page to link to. */
export function toolHref(slug: string, tool: string): string | null {
  return TAKEN.has(tool) ? null : `${serverHref(slug)}/${encodeURIComponent(tool)}`;
}

export function attackHref(slug: string): string {
  return `${ATTACKS}/${slug}`;
}

/** The same page as Markdown. */
export function markdownHref(page: string): string {
  return `${page}/index.md`;
}

/** Into the console's form for a new server, with a policy drafted for all of it, or for one tool. Holds names alone. */
export function addHref(slug: string, tool?: string): string {
  const query = new URLSearchParams({ from: slug, ...(tool === undefined ? {} : { tool }) });
  return `/console/servers/new?${query}`;
}

/** A part of an address as it was before it was encoded; null for what no address holds. */
export function decodedPart(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
