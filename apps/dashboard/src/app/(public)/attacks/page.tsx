import type { Metadata } from "next";
import Link from "next/link";
import { attackPatterns } from "@/components/catalogue/attack-patterns";
import { appliesTo } from "@/components/catalogue/attack-words";
import { ATTACKS, attackHref, markdownHref } from "@/components/catalogue/catalogue-address";
import { JsonLd } from "@/components/catalogue/json-ld";
import { PageHeader } from "@/components/ui/page-header";
import { getDeps } from "@/server/deps";

/** Names the deployment's own address, which a build doesn't know. */
export const dynamic = "force-dynamic";

const DESCRIPTION =
  "Documented ways of abusing what agents can call, which tools they need, and the policies that stop them.";

export function generateMetadata(): Metadata {
  const url = `${getDeps().urls.dashboard}${ATTACKS}`;
  return {
    title: "Attack patterns on MCP tools",
    description: DESCRIPTION,
    alternates: { canonical: url, types: { "text/markdown": markdownHref(url) } },
    openGraph: { title: "Attack patterns on MCP tools", description: DESCRIPTION, url, siteName: "PolicyLayer" },
  };
}

export default function AttacksPage() {
  const base = getDeps().urls.dashboard;
  return (
    <>
      <JsonLd
        data={[
          {
            "@context": "https://schema.org",
            "@type": "ItemList",
            name: "Attack patterns on MCP tools",
            itemListElement: attackPatterns.map(({ slug, name }, n) => ({
              "@type": "ListItem",
              position: n + 1,
              name,
              url: base + attackHref(slug),
            })),
          },
        ]}
      />
      <PageHeader title="Attack patterns" description={DESCRIPTION} />
      <ul className="grid grid-cols-1 items-stretch gap-3 md:grid-cols-2 xl:grid-cols-3">
        {attackPatterns.map((pattern) => (
          <li
            key={pattern.slug}
            className="relative rounded-lg border border-line bg-surface px-4 py-3.5 shadow-lift hover:border-line-strong"
          >
            <Link
              href={attackHref(pattern.slug)}
              prefetch={false}
              className="rounded font-medium after:absolute after:inset-0 after:rounded-lg hover:underline"
            >
              {pattern.name}
            </Link>
            <p className="mt-1 text-pretty">{pattern.summary}</p>
            <p className="mt-2 text-muted text-xs">{appliesTo(pattern)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
