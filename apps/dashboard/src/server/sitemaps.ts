import "server-only";
import {
  type CatalogueSitemapPage,
  catalogueSitemapPages,
  catalogueSitemapParts,
} from "@policylayer/services/catalogue";
import { attackPatterns } from "../components/catalogue/attack-patterns";
import { ATTACKS, attackHref, CATALOGUE, serverHref, toolHref } from "../components/catalogue/catalogue-address";
import { SITEMAP_URLS_MAX, type SitemapEntry, sitemapIndexXml, sitemapXml } from "../components/catalogue/sitemap-xml";
import { getDeps } from "./deps";

/** The whole in one file while it fits; else an index of parts. */
export async function rootSitemap(): Promise<string> {
  const deps = getDeps();
  const parts = await catalogueSitemapParts(deps);
  const base = deps.urls.dashboard;
  const pages = parts.reduce((sum, part) => sum + part.pages, ownPages(base).length);
  if (parts.length <= 1 && pages <= SITEMAP_URLS_MAX)
    return sitemapXml([...ownPages(base), ...(await catalogueEntries(1, base))]);
  return sitemapIndexXml([
    { url: `${base}/sitemaps/pages.xml`, changedAt: null },
    ...parts.map(({ part, changed_at }) => ({ url: `${base}/sitemaps/${part}.xml`, changedAt: changed_at })),
  ]);
}

/** `pages.xml`, `1.xml`, `2.xml`, …; null when there is no such part. */
export async function partOfSitemap(file: string): Promise<string | null> {
  const base = getDeps().urls.dashboard;
  if (file === "pages.xml") return sitemapXml(ownPages(base));
  const [, number] = /^([1-9]\d{0,4})\.xml$/.exec(file) ?? [];
  const entries = number === undefined ? [] : await catalogueEntries(Number(number), base);
  return entries.length === 0 ? null : sitemapXml(entries);
}

function ownPages(base: string): SitemapEntry[] {
  const paths = [
    "/",
    CATALOGUE,
    "/stack",
    "/docs/policy",
    ATTACKS,
    ...attackPatterns.map(({ slug }) => attackHref(slug)),
  ];
  return paths.map((path) => ({ url: base + path, changedAt: null }));
}

async function catalogueEntries(part: number, base: string): Promise<SitemapEntry[]> {
  const pages = await catalogueSitemapPages(getDeps(), part);
  return pages.flatMap((page) => {
    const path = pathOf(page);
    return path === null ? [] : { url: base + path, changedAt: page.changed_at };
  });
}

function pathOf({ slug, tool }: CatalogueSitemapPage): string | null {
  return tool === null ? serverHref(slug) : toolHref(slug, tool);
}
