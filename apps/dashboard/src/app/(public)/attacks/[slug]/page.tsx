import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { attackPattern } from "@/components/catalogue/attack-patterns";
import { answerText, appliesTo } from "@/components/catalogue/attack-words";
import { ATTACKS, attackHref, CATALOGUE, markdownHref } from "@/components/catalogue/catalogue-address";
import { JsonLd } from "@/components/catalogue/json-ld";
import { searchHref } from "@/components/catalogue/search-address";
import { article, breadcrumbs } from "@/components/catalogue/structured-data";
import type { PageOf } from "@/components/page-params";
import { ButtonLink } from "@/components/ui/button-link";
import { CodeBlock } from "@/components/ui/code-block";
import { PageHeader } from "@/components/ui/page-header";
import { getDeps } from "@/server/deps";
import { PageSection } from "../../_components/page-section";

type Props = PageOf<{ slug: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const pattern = attackPattern((await params).slug);
  if (pattern === null) return { title: "No such attack pattern", robots: { index: false } };
  const { slug, name, summary } = pattern;
  const url = `${getDeps().urls.dashboard}${attackHref(slug)}`;
  return {
    title: `${name}: how it goes, and the policy that stops it`,
    description: summary,
    alternates: { canonical: url, types: { "text/markdown": markdownHref(url) } },
    openGraph: { title: name, description: summary, url, type: "article", siteName: "PolicyLayer" },
  };
}

export default async function AttackPage({ params }: Props) {
  const pattern = attackPattern((await params).slug);
  if (pattern === null) notFound();
  const { slug, name, summary, abuses, classes, answers, beyond, sources } = pattern;
  const base = getDeps().urls.dashboard;
  const url = base + attackHref(slug);
  return (
    <>
      <JsonLd
        data={[
          breadcrumbs([
            { name: "Attack patterns", url: base + ATTACKS },
            { name, url },
          ]),
          article({ name, description: summary, url, changedAt: null }),
        ]}
      />
      <PageHeader title={name} crumbs={[{ label: "Attack patterns", href: ATTACKS }]} description={summary} />
      <div className="grid max-w-3xl grid-cols-1 gap-9 leading-6">
        <PageSection id="abuses" title="What it abuses">
          <div className="grid gap-3 text-pretty">
            {abuses.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        </PageSection>
        <PageSection id="applies" title="Which tools it needs">
          <p className="mb-3">{appliesTo(pattern)}</p>
          <ButtonLink
            href={searchHref({ q: "", risk: classes, transport: [], official: false, cursor: null })}
            prefetch={false}
            size="sm"
          >
            {classes.length === 0 ? "Servers of the catalogue" : "Servers with such tools"}
          </ButtonLink>
        </PageSection>
        <PageSection id="stops" title="How a policy stops it">
          <div className="grid grid-cols-1 gap-5">
            {answers.map((answer, n) => (
              <div key={answer.says} className="min-w-0">
                <p className="mb-2 text-pretty">{answer.says}</p>
                <CodeBlock
                  text={answerText(answer)}
                  label={answers.length === 1 ? "policy" : `policy ${n + 1}`}
                  caption="policy.json"
                />
              </div>
            ))}
          </div>
        </PageSection>
        <PageSection id="beyond" title="What is beyond a policy">
          <p className="text-pretty">{beyond}</p>
        </PageSection>
        <PageSection id="sources" title="Sources">
          <ul className="grid list-disc gap-1.5 pl-5">
            {sources.map(({ title, publisher, url: source }) => (
              <li key={title}>
                <a href={source} rel="noopener" className="rounded text-accent underline underline-offset-3">
                  {title}
                </a>
                <span className="text-muted">, {publisher}</span>
              </li>
            ))}
          </ul>
        </PageSection>
        <p>
          <ButtonLink href={CATALOGUE} prefetch={false}>
            Look up a server
          </ButtonLink>
        </p>
      </div>
    </>
  );
}
