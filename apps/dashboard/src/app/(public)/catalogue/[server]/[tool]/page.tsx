import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { addHref, CATALOGUE, markdownHref, serverHref, toolHref } from "@/components/catalogue/catalogue-address";
import { JsonLd } from "@/components/catalogue/json-ld";
import { plain } from "@/components/catalogue/prose";
import { ProseText } from "@/components/catalogue/prose-text";
import { article, breadcrumbs, questionsPage } from "@/components/catalogue/structured-data";
import { FREE } from "@/components/catalogue/tool-content";
import type { PageOf } from "@/components/page-params";
import { stackHref } from "@/components/stack/stack-address";
import { RevealedText } from "@/components/tools/revealed-text";
import { CLASS_WORDS, SEVERITY_WORDS } from "@/components/tools/risk-words";
import { ButtonLink } from "@/components/ui/button-link";
import { Chip } from "@/components/ui/chip";
import { CodeBlock } from "@/components/ui/code-block";
import { PageHeader } from "@/components/ui/page-header";
import { readToolPage, type ToolPage } from "@/server/catalogue-pages";
import { PageSection } from "../../../_components/page-section";
import { SeverityChip } from "../../../stack/_components/severity-chip";
import { AttackLinks } from "./_components/attack-links";
import { Evidence } from "./_components/evidence";
import { Questions } from "./_components/questions";
import { ToolFacts } from "./_components/tool-facts";

type Props = PageOf<{ server: string; tool: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { server, tool } = await params;
  const page = await readToolPage(server, tool);
  if (page === null) return { title: "Not in the catalogue", robots: { index: false } };
  const url = addressOf(page);
  return {
    title: titleOf(page),
    description: descriptionOf(page),
    alternates: { canonical: url, types: { "text/markdown": markdownHref(url) } },
    openGraph: {
      title: titleOf(page),
      description: descriptionOf(page),
      url,
      type: "article",
      siteName: "PolicyLayer",
    },
  };
}

export default async function ToolCataloguePage({ params }: Props) {
  const { server: slug, tool: part } = await params;
  const page = await readToolPage(slug, part);
  if (page === null) notFound();
  const { tool, content } = page;
  const { server } = tool;
  return (
    <>
      <JsonLd data={structuredDataOf(page)} />
      <PageHeader
        title={tool.name}
        crumbs={[
          { label: "Catalogue", href: CATALOGUE },
          { label: server.title, href: serverHref(server.slug) },
        ]}
        description={
          <>
            <p className="mt-2 mb-3 flex flex-wrap items-center gap-2">
              <Chip tone={CLASS_WORDS[tool.class].tone}>
                {CLASS_WORDS[tool.class].word}
                {tool.unknown ? "?" : ""}
              </Chip>
              <SeverityChip severity={tool.severity} />
              <span className="text-[0.8125rem]">{server.title}</span>
            </p>
            {tool.description === null ? null : (
              <p className="line-clamp-6 max-w-prose break-words text-base text-ink" lang={tool.language}>
                <RevealedText text={tool.description} />
              </p>
            )}
          </>
        }
        actions={
          <ButtonLink href={addHref(server.slug, tool.name)} prefetch={false} variant="primary">
            Add to PolicyLayer
          </ButtonLink>
        }
      />
      <div className="grid grid-cols-1 items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="grid min-w-0 max-w-3xl grid-cols-1 gap-9 leading-6">
          <PageSection id="what" title="What it does">
            <p className="text-pretty">
              <ProseText prose={content.what} />
            </p>
          </PageSection>
          <PageSection id="why" title="Why it needs a policy">
            <div className="grid gap-3 text-pretty">
              {content.why.map((sentence) => (
                <p key={plain(sentence)}>
                  <ProseText prose={sentence} />
                </p>
              ))}
            </div>
            <Evidence definition={content.definition} />
          </PageSection>
          <PageSection id="attacks" title="Attack patterns">
            <AttackLinks attacks={content.attacks} />
          </PageSection>
          <PageSection id="rule" title="The rule we recommend">
            <p className="mb-3 text-pretty">
              <ProseText prose={content.rule.sentence} />
            </p>
            <CodeBlock text={content.rule.text} label={`policy for ${tool.name}`} caption="policy.json" />
            <p className="mt-3 text-pretty">
              <ProseText prose={content.rule.plainly} /> {content.rest}
            </p>
            <p className="mt-2 text-muted">{content.rule.why}</p>
            <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
              <ButtonLink href={addHref(server.slug, tool.name)} prefetch={false}>
                Enforce this rule
              </ButtonLink>
              <span className="text-[0.8125rem] text-muted">{FREE}</span>
            </div>
          </PageSection>
          <PageSection id="class" title="Class and severity">
            <ToolFacts tool={tool} />
          </PageSection>
          <PageSection id="questions" title="Questions and answers">
            <Questions questions={content.questions} />
          </PageSection>
          <PageSection id="steps" title="Enforce it in three steps">
            <ol className="grid gap-4 sm:grid-cols-3">
              {content.steps.map(({ title, text }, n) => (
                <li key={title} className="rounded-md border border-line bg-surface p-4">
                  <p className="mb-1 font-medium">
                    {n + 1}. {title}
                  </p>
                  <p className="text-[0.8125rem] text-muted text-pretty">
                    <ProseText prose={text} />
                  </p>
                </li>
              ))}
            </ol>
          </PageSection>
          <div className="rounded-lg border border-line bg-sunken/60 p-5">
            <p className="text-base text-pretty">
              <ProseText prose={content.stack} />
            </p>
            <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
              <ButtonLink href={stackHref([server.slug])} prefetch={false}>
                See the whole stack
              </ButtonLink>
              <span className="text-[0.8125rem] text-muted">{FREE}</span>
            </div>
          </div>
          <p className="text-[0.8125rem] text-muted">
            <ProseText prose={content.size} />
          </p>
        </div>
        <Siblings page={page} />
      </div>
    </>
  );
}

function Siblings({ page: { tool } }: { page: ToolPage }) {
  const { server, siblings } = tool;
  return (
    <aside
      aria-label={`Other tools of ${server.title}`}
      className="min-w-0 rounded-lg border border-line bg-surface p-4"
    >
      <h2 className="mb-2 font-semibold">Other tools of this server</h2>
      {siblings.length === 0 ? <p className="text-muted">The catalogue knows no other.</p> : null}
      <ul className="grid gap-1">
        {siblings.map(({ name, class: rated }) => {
          const href = toolHref(server.slug, name);
          return (
            <li key={name} className="flex min-w-0 items-center justify-between gap-3">
              {href === null ? (
                <code className="min-w-0 truncate font-mono text-[0.8125rem]">{name}</code>
              ) : (
                <a href={href} className="min-w-0 truncate rounded py-0.5 font-mono text-[0.8125rem] hover:underline">
                  {name}
                </a>
              )}
              <span className="shrink-0 text-muted text-xs">{CLASS_WORDS[rated].word}</span>
            </li>
          );
        })}
      </ul>
      <p className="mt-3">
        <a href={serverHref(server.slug)} className="rounded text-accent underline underline-offset-3">
          All about {server.title}
        </a>
      </p>
    </aside>
  );
}

function titleOf({ tool }: ToolPage): string {
  return `${cut(tool.name, 80)} – ${cut(tool.server.title, 60)}`;
}

function descriptionOf({ tool }: ToolPage): string {
  const { word, means } = CLASS_WORDS[tool.class];
  return `${cut(tool.name, 80)} of ${cut(tool.server.title, 60)} is classified ${word} (${means}), ${SEVERITY_WORDS[tool.severity]}. Why, which attacks abuse it, and the policy to start from.`;
}

function cut(text: string, lengthMax: number): string {
  return text.length > lengthMax ? `${text.slice(0, lengthMax - 1)}…` : text;
}

function addressOf({ tool, base }: ToolPage): string {
  return `${base}${toolHref(tool.server.slug, tool.name) ?? serverHref(tool.server.slug)}`;
}

function structuredDataOf(page: ToolPage) {
  const { tool, content, base } = page;
  const { server } = tool;
  const url = addressOf(page);
  return [
    breadcrumbs([
      { name: "Catalogue", url: base + CATALOGUE },
      { name: server.title, url: base + serverHref(server.slug) },
      { name: tool.name, url },
    ]),
    article({ name: titleOf(page), description: descriptionOf(page), url, changedAt: tool.changed_at }),
    questionsPage(content.questions.map(({ question, answer }) => ({ question, answer: plain(answer) }))),
  ];
}
