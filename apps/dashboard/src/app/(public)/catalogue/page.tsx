import type { Metadata } from "next";
import { CATALOGUE, markdownHref } from "@/components/catalogue/catalogue-address";
import { counted, dayOf } from "@/components/catalogue/count-words";
import { JsonLd } from "@/components/catalogue/json-ld";
import { isFiltered, readQuery, searchHref } from "@/components/catalogue/search-address";
import { FREE } from "@/components/catalogue/tool-content";
import type { PageOf } from "@/components/page-params";
import { PageHeader } from "@/components/ui/page-header";
import { getDeps } from "@/server/deps";
import { readSearchPage } from "@/server/search-pages";
import { Finds } from "./_components/finds";
import { SearchForm } from "./_components/search-form";

const DESCRIPTION =
  "MCP servers and what their tools can do at worst: by risk, with the reasons, the attacks that abuse them, and a policy to start from.";

type Props = PageOf<Record<string, never>>;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = readQuery(await searchParams);
  const url = `${getDeps().urls.dashboard}${CATALOGUE}`;
  const isSearch = query.q !== "" || query.cursor !== null || isFiltered(query);
  return {
    title: query.q === "" ? "Catalogue of MCP servers" : `${query.q} – catalogue of MCP servers`,
    description: DESCRIPTION,
    alternates: { canonical: url, types: { "text/markdown": markdownHref(url) } },
    openGraph: {
      title: "Catalogue of MCP servers",
      description: DESCRIPTION,
      url,
      type: "website",
      siteName: "PolicyLayer",
    },
    // Pages of finds lead on to what is indexed, and aren't indexed themselves.
    ...(isSearch ? { robots: { index: false, follow: true } } : {}),
  };
}

export default async function CataloguePage({ searchParams }: Props) {
  const query = readQuery(await searchParams);
  const { found, tools, totals } = await readSearchPage(query);
  const base = getDeps().urls.dashboard;
  return (
    <>
      <JsonLd
        data={[
          {
            "@context": "https://schema.org",
            "@type": "WebSite",
            name: "PolicyLayer catalogue",
            url: base + CATALOGUE,
            potentialAction: {
              "@type": "SearchAction",
              target: `${base}${CATALOGUE}?q={search_term_string}`,
              "query-input": "required name=search_term_string",
            },
          },
        ]}
      />
      <PageHeader
        title="Catalogue of MCP servers"
        description={
          <>
            <p>{DESCRIPTION}</p>
            <p className="mt-1 text-[0.8125rem]">
              {totals.as_of === null
                ? "Nothing has been counted yet."
                : `${counted(totals.servers, "server")} with ${counted(totals.tools, "tool")}, counted on ${dayOf(totals.as_of)}. ${FREE}`}
            </p>
          </>
        }
      />
      <SearchForm query={query} facets={found?.facets ?? null} />
      <Finds key={searchHref(query)} query={query} found={found} tools={tools} isEmpty={totals.servers === 0} />
    </>
  );
}
