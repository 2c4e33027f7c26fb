import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { addHref, CATALOGUE, markdownHref, serverHref } from "@/components/catalogue/catalogue-address";
import { ClassBar } from "@/components/catalogue/class-bar";
import { counted, dayOf } from "@/components/catalogue/count-words";
import { JsonLd } from "@/components/catalogue/json-ld";
import { plain } from "@/components/catalogue/prose";
import { ProseText } from "@/components/catalogue/prose-text";
import { breadcrumbs } from "@/components/catalogue/structured-data";
import { FREE } from "@/components/catalogue/tool-content";
import type { PageOf } from "@/components/page-params";
import { stackHref } from "@/components/stack/stack-address";
import { RevealedText } from "@/components/tools/revealed-text";
import { ButtonLink } from "@/components/ui/button-link";
import { Chip } from "@/components/ui/chip";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { readServerPage, type ServerPage } from "@/server/catalogue-pages";
import { PageSection } from "../../_components/page-section";
import { ServerCard } from "../_components/server-card";
import { ConnectWays } from "./_components/connect-ways";
import { ServerTools } from "./_components/server-tools";

type Props = PageOf<{ server: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await readServerPage((await params).server);
  if (page === null) return { title: "Not in the catalogue", robots: { index: false } };
  const { server, content, base } = page;
  const url = `${base}${serverHref(server.slug)}`;
  const description = cut(plain(content.lead), 300);
  return {
    title: `${cut(server.title, 80)} MCP server: tools, risk and policy`,
    description,
    alternates: { canonical: url, types: { "text/markdown": markdownHref(url) } },
    openGraph: { title: server.title, description, url, type: "article", siteName: "PolicyLayer" },
    ...(server.status === "deleted" ? { robots: { index: false } } : {}),
  };
}

export default async function ServerCataloguePage({ params }: Props) {
  const page = await readServerPage((await params).server);
  if (page === null) notFound();
  const { server, content } = page;
  const { title, slug } = server;
  const isDeleted = server.status === "deleted";
  return (
    <>
      <JsonLd data={structuredDataOf(page)} />
      <PageHeader
        title={title}
        crumbs={[{ label: "Catalogue", href: CATALOGUE }]}
        description={
          <>
            <p className="mt-1 mb-2 flex flex-wrap items-center gap-2">
              <code className="wrap-anywhere font-mono text-[0.8125rem]">
                <RevealedText text={server.name} />
              </code>
              {server.official ? <Chip tone="accent">official</Chip> : null}
              {server.status === "deprecated" ? <Chip tone="limit">deprecated</Chip> : null}
              {server.version === null ? null : <Chip className="max-w-40 truncate">{server.version}</Chip>}
            </p>
            {server.description === null ? null : (
              <p className="line-clamp-6 break-words text-ink">
                <RevealedText text={server.description} />
              </p>
            )}
          </>
        }
        actions={
          isDeleted ? null : (
            <>
              <ButtonLink href={stackHref([slug])} prefetch={false}>
                Put in a stack
              </ButtonLink>
              <ButtonLink href={addHref(slug)} prefetch={false} variant="primary">
                Add to PolicyLayer
              </ButtonLink>
            </>
          )
        }
      />
      <div className="grid grid-cols-1 items-start gap-x-10 gap-y-9 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 grid-cols-1 gap-9 leading-6">
          {server.flags.includes("hidden_characters") ? (
            <Notice kind="warning" title="What it says of itself has characters that don’t show">
              They are written out here.
            </Notice>
          ) : null}
          <PageSection id="risk" title="What an agent can do with it">
            <p className="mb-4 max-w-prose text-pretty">
              <ProseText prose={content.lead} />
            </p>
            {content.howToList === null ? null : (
              <p className="mb-4 max-w-prose text-muted text-pretty [overflow-wrap:anywhere]">
                <ProseText prose={content.howToList} />
              </p>
            )}
            {server.tools === 0 ? null : (
              <>
                <ClassBar counts={server.by_class} />
                <p className="mt-4 max-w-prose text-pretty">
                  <ProseText prose={content.cost} />
                </p>
              </>
            )}
          </PageSection>
          {content.tools.length === 0 ? null : (
            <PageSection id="tools" title={`${counted(server.tools, "tool")}, riskiest first`}>
              <ServerTools slug={slug} tools={content.tools} toolsLeft={content.toolsLeft} />
            </PageSection>
          )}
          {content.policy === null ? null : (
            <PageSection id="policy" title="Recommended policy">
              <p className="mb-3 max-w-prose text-pretty">
                <ProseText prose={content.policy.sentence} />
              </p>
              <CodeBlock text={content.policy.text} label={`policy for ${title}`} caption={`${slug}.json`} />
              <p className="mt-3 text-[0.8125rem] text-muted">{FREE}</p>
            </PageSection>
          )}
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-9">
          <PageSection id="connect" title="How to connect it">
            <ConnectWays title={title} ways={content.ways} repository={server.repository_url} />
          </PageSection>
          <PageSection id="history" title="History">
            {content.history.length === 0 ? (
              <p className="text-muted">Nothing has changed since it was first seen.</p>
            ) : null}
            <ol className="grid gap-2.5">
              {content.history.map(({ at, says }) => (
                <li key={`${at} ${plain(says)}`} className="break-words">
                  <time dateTime={at} className="block text-muted text-xs">
                    {dayOf(at)}
                  </time>
                  <ProseText prose={says} />
                </li>
              ))}
            </ol>
          </PageSection>
          {content.similar.length === 0 ? null : (
            <PageSection id="similar" title="Similar servers">
              <ul className="grid gap-2">
                {content.similar.map((other) => (
                  <ServerCard key={other.slug} server={other} isSmall />
                ))}
              </ul>
            </PageSection>
          )}
        </div>
      </div>
      <p className="mt-10 border-line border-t pt-4 text-[0.8125rem] text-muted">
        <ProseText prose={content.size} />
      </p>
    </>
  );
}

function cut(text: string, lengthMax: number): string {
  return text.length > lengthMax ? `${text.slice(0, lengthMax - 1)}…` : text;
}

function structuredDataOf({ server, content, base }: ServerPage) {
  const url = `${base}${serverHref(server.slug)}`;
  return [
    breadcrumbs([
      { name: "Catalogue", url: base + CATALOGUE },
      { name: server.title, url },
    ]),
    {
      "@context": "https://schema.org",
      "@type": "SoftwareApplication",
      name: server.title,
      alternateName: server.name,
      applicationCategory: "MCP server",
      description: plain(content.lead),
      url,
      dateModified: server.changed_at,
      ...(server.version === null ? {} : { softwareVersion: server.version }),
      ...(server.repository_url === null ? {} : { sameAs: server.repository_url }),
    },
  ];
}
