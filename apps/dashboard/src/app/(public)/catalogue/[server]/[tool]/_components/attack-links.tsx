import Link from "next/link";
import { attackHref } from "@/components/catalogue/catalogue-address";
import { ProseText } from "@/components/catalogue/prose-text";
import type { ToolContent } from "@/components/catalogue/tool-content";

/** The patterns that abuse this kind of access, each with its page. */
export function AttackLinks({ attacks: { sentence, patterns } }: { attacks: ToolContent["attacks"] }) {
  return (
    <>
      <p className="mb-3 text-pretty">
        <ProseText prose={sentence} />
      </p>
      <ul className="grid gap-2">
        {patterns.map(({ slug, name, summary }) => (
          <li key={slug} className="rounded-md border border-line bg-surface px-4 py-3">
            <Link
              href={attackHref(slug)}
              prefetch={false}
              className="rounded font-medium text-accent underline underline-offset-3"
            >
              {name}
            </Link>
            <p className="text-[0.8125rem] text-muted text-pretty">{summary}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
