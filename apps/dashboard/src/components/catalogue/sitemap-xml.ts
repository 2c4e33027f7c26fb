export interface SitemapEntry {
  readonly url: string;
  /** null: it isn't known. */
  readonly changedAt: string | null;
}

/** What one sitemap may hold. */
export const SITEMAP_URLS_MAX = 50_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

export function sitemapXml(entries: readonly SitemapEntry[]): string {
  const urls = entries.slice(0, SITEMAP_URLS_MAX).map((entry) => `<url>${fieldsOf(entry)}</url>`);
  return `${HEAD}\n<urlset ${NAMESPACE}>\n${urls.join("\n")}\n</urlset>\n`;
}

export function sitemapIndexXml(entries: readonly SitemapEntry[]): string {
  const maps = entries.map((entry) => `<sitemap>${fieldsOf(entry)}</sitemap>`);
  return `${HEAD}\n<sitemapindex ${NAMESPACE}>\n${maps.join("\n")}\n</sitemapindex>\n`;
}

function fieldsOf({ url, changedAt }: SitemapEntry): string {
  return `<loc>${escapeXml(url)}</loc>${changedAt === null ? "" : `<lastmod>${changedAt}</lastmod>`}`;
}

const ENTITIES = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
]);

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? "");
}
