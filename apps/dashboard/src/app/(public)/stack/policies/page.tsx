import { draftCataloguePolicy } from "@policylayer/services/catalogue";
import type { Metadata } from "next";
import { oneParam, type PageOf } from "@/components/page-params";
import { slugsOf, stackHref } from "@/components/stack/stack-address";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { getDeps } from "@/server/deps";
import { readStack } from "@/server/read-stack";

export const metadata: Metadata = { title: "Drafted policies" };

/** A policy for each server of the stack, to copy, or to make in the console. */
export default async function StackPoliciesPage({ searchParams }: PageOf<Record<string, never>>) {
  const { servers } = await readStack(slugsOf(oneParam(await searchParams, "s")).join(","));
  const slugs = servers.map(({ slug }) => slug);
  const drafts = await Promise.all(
    servers.map(async ({ slug, title, tools }) => ({
      slug,
      title,
      text: tools === null ? null : await draftCataloguePolicy(getDeps(), slug),
    })),
  );
  return (
    <>
      <PageHeader
        title="Drafted policies"
        crumbs={[{ label: "Stack", href: stackHref(slugs) }]}
        description="One for each server, by the risk of each tool: reading is allowed, writing and running are limited, money waits for a person, destroying is hidden, and what comes later is denied."
        actions={
          slugs.length === 0 ? null : (
            <ButtonLink href={stackHref(slugs, "/console")} prefetch={false} variant="primary">
              Add to PolicyLayer
            </ButtonLink>
          )
        }
      />
      {slugs.length === 0 ? (
        <Notice kind="info" title="No server, no policy">
          Put a stack together first.
        </Notice>
      ) : null}
      <div className="grid grid-cols-1 gap-6">
        {drafts.map(({ slug, title, text }) => (
          <Card key={slug} title={title}>
            {text === null ? (
              <p className="text-muted">
                Its tools aren’t known, so there is nothing to draft by. Register it: its tools are listed then, and the
                policy is drafted by them.
              </p>
            ) : (
              <CodeBlock text={text} label={`policy for ${title}`} caption={`${slug}.json`} />
            )}
          </Card>
        ))}
      </div>
    </>
  );
}
