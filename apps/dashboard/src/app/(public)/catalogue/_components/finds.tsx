import type { CatalogueSearch, CatalogueToolSummary } from "@policylayer/services/catalogue";
import { PackageOpen, SearchX } from "lucide-react";
import { CATALOGUE } from "@/components/catalogue/catalogue-address";
import { counted } from "@/components/catalogue/count-words";
import { type CatalogueQuery, isFiltered, searchHref } from "@/components/catalogue/search-address";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { ToolRow } from "../[server]/_components/server-tools";
import { ServerCard } from "./server-card";

interface FindsProps {
  readonly query: CatalogueQuery;
  readonly found: CatalogueSearch | null;
  readonly tools: readonly CatalogueToolSummary[];
  /** There is no server in the whole catalogue. */
  readonly isEmpty: boolean;
}

/** What was found: servers page by page, and on the first page tools that have the words. */
export function Finds({ query, found, tools, isEmpty }: FindsProps) {
  const first = searchHref({ ...query, cursor: null });
  if (found === null) {
    return (
      <Notice kind="warning" title="This page of the search isn’t known any more">
        <a href={first} className="underline underline-offset-3">
          Begin with the first page
        </a>
      </Notice>
    );
  }
  const { data, match, facets, pagination } = found;
  if (data.length === 0 && tools.length === 0) return <NothingFound query={query} isEmpty={isEmpty} />;
  return (
    <>
      {tools.length === 0 ? null : (
        <section aria-label="Tools that match" className="mb-8">
          <h2 className="mb-2 font-semibold">Tools</h2>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {tools.map((tool) => (
              <ToolRow
                key={`${tool.server.slug} ${tool.name}`}
                slug={tool.server.slug}
                tool={tool}
                server={tool.server.title}
              />
            ))}
          </ul>
        </section>
      )}
      {data.length === 0 ? null : (
        <section aria-label="Servers">
          <h2 className="mb-2 font-semibold">Servers</h2>
          <p role="status" className="mb-3 text-[0.8125rem] text-muted">
            {match === "similar" ? "Nothing has these words; spelt like them: " : ""}
            {facets === null ? `${counted(data.length, "server")} on this page` : counted(facets.total, "server")}
          </p>
          <ul className="grid grid-cols-1 items-start gap-3 md:grid-cols-2 xl:grid-cols-3">
            {data.map((server) => (
              <ServerCard key={server.slug} server={server} />
            ))}
          </ul>
        </section>
      )}
      {query.cursor === null && pagination.next_cursor === null ? null : (
        <nav aria-label="Pages" className="mt-6 flex items-center justify-between gap-3">
          {query.cursor === null ? (
            <span />
          ) : (
            <ButtonLink href={first} prefetch={false} size="sm">
              First page
            </ButtonLink>
          )}
          {pagination.next_cursor === null ? (
            <span className="text-muted">That is all.</span>
          ) : (
            <ButtonLink
              href={searchHref({ ...query, cursor: pagination.next_cursor })}
              prefetch={false}
              rel="next"
              size="sm"
            >
              Next page
            </ButtonLink>
          )}
        </nav>
      )}
    </>
  );
}

function NothingFound({ query, isEmpty }: { query: CatalogueQuery; isEmpty: boolean }) {
  if (isEmpty) {
    return (
      <EmptyState icon={PackageOpen} title="The catalogue is empty">
        Nothing has been taken into it yet. Whoever runs PolicyLayer here fills it from a registry or a file.
      </EmptyState>
    );
  }
  const isNarrowed = query.q !== "" && isFiltered(query);
  return (
    <EmptyState
      icon={SearchX}
      title="Nothing found"
      action={
        <>
          {isNarrowed ? (
            <ButtonLink href={searchHref({ ...query, risk: [], transport: [], official: false, cursor: null })}>
              Search without the filters
            </ButtonLink>
          ) : null}
          <ButtonLink href={CATALOGUE}>Show all servers</ButtonLink>
        </>
      }
    >
      No server{" "}
      {isNarrowed ? "has these words and fits the filters" : query.q === "" ? "fits the filters" : "has these words"}. A
      server that isn’t in the catalogue is unknown, not harmless.
    </EmptyState>
  );
}
