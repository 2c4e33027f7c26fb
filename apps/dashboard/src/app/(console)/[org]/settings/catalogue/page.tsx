import { type CatalogueTotalsView, catalogueTotals, listCatalogueSources } from "@policylayer/services/catalogue";
import type { Metadata } from "next";
import { CATALOGUE } from "@/components/catalogue/catalogue-address";
import { type SourceWords, sourceInWords } from "@/components/catalogue/source-words";
import type { PageOf } from "@/components/page-params";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { PageHeader } from "@/components/ui/page-header";
import { TimeText } from "@/components/ui/time-text";
import { requireContext } from "@/server/context";
import { FillCatalogue } from "./_components/fill-catalogue";
import { RefreshWhileOpen } from "./_components/refresh-while-open";
import { SourceRow } from "./_components/source-row";

export const metadata: Metadata = { title: "Catalogue sources" };

/** The public catalogue from inside: how large it is, and how far each of its sources is read. */
export default async function CatalogueSettingsPage({ params }: PageOf<{ org: string }>) {
  const ctx = await requireContext((await params).org);
  const [sources, totals] = await Promise.all([listCatalogueSources(ctx), catalogueTotals(ctx)]);
  const now = ctx.now();
  const words = sources.map((source): [string, SourceWords] => [source.id, sourceInWords(source, now)]);
  const hasRegistry = sources.some(({ kind }) => kind === "registry");
  return (
    <>
      <RefreshWhileOpen isMoving={words.some(([, { isMoving }]) => isMoving)} />
      <PageHeader
        title="Catalogue sources"
        description="The public catalogue of MCP servers and their tools: the same for every organization here, and for everybody who opens it."
        actions={<ButtonLink href={CATALOGUE}>Open the catalogue</ButtonLink>}
      />
      <div className="grid max-w-3xl grid-cols-1 gap-6">
        <Card title="Size">
          <Facts facts={sizeFacts(totals)} />
        </Card>
        <Card title="Sources" description="Where its servers come from, and how far each is read." isFlush>
          {words.length === 0 ? (
            <p className="px-4 py-6 text-muted sm:px-5">
              None yet: what comes with PolicyLayer is loaded at its start.
            </p>
          ) : (
            <ul className="divide-y divide-line">
              {words.map(([id, source]) => (
                <SourceRow key={id} source={source} />
              ))}
            </ul>
          )}
        </Card>
        <FillCatalogue hasRegistry={hasRegistry} />
      </div>
    </>
  );
}

function sizeFacts({ servers, servers_listed, tools, as_of }: CatalogueTotalsView) {
  return [
    {
      name: "Servers",
      value: `${servers.toLocaleString("en")}; of ${servers_listed.toLocaleString("en")} the tools are known`,
    },
    { name: "Tools", value: tools.toLocaleString("en") },
    { name: "Counted", value: as_of === null ? "Never" : <TimeText at={as_of} show="exact" /> },
  ];
}
