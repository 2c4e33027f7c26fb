import type { CatalogueServerSummary } from "@policylayer/services/catalogue";
import Link from "next/link";
import { serverHref } from "@/components/catalogue/catalogue-address";
import { ClassBar } from "@/components/catalogue/class-bar";
import { counted } from "@/components/catalogue/count-words";
import { RevealedText } from "@/components/tools/revealed-text";
import { CLASS_WORDS } from "@/components/tools/risk-words";
import { Chip } from "@/components/ui/chip";

/** A server in a list: what it is, and what its tools can do at worst. */
export function ServerCard({ server, isSmall }: { server: CatalogueServerSummary; isSmall?: boolean }) {
  const { slug, title, name, description, official, risk, tools, by_class, tokens } = server;
  return (
    <li className="relative min-w-0 rounded-lg border border-line bg-surface px-4 py-3 shadow-lift hover:border-line-strong">
      <div className="flex items-start justify-between gap-3">
        <Link
          href={serverHref(slug)}
          prefetch={false}
          className="wrap-anywhere rounded font-medium after:absolute after:inset-0 after:rounded-lg hover:underline"
        >
          <RevealedText text={title} />
        </Link>
        <span className="flex shrink-0 gap-1.5">
          {official ? <Chip tone="accent">official</Chip> : null}
          {risk === null ? (
            <Chip>not listed</Chip>
          ) : (
            <Chip tone={CLASS_WORDS[risk].tone}>{CLASS_WORDS[risk].word}</Chip>
          )}
        </span>
      </div>
      <p className="truncate font-mono text-muted text-xs">
        <RevealedText text={name} />
      </p>
      {isSmall === true ? null : (
        <>
          {description === null ? null : (
            <p className="mt-1.5 line-clamp-2 break-words text-[0.8125rem] text-muted">
              <RevealedText text={description} />
            </p>
          )}
          {risk === null ? null : (
            <div className="mt-3">
              <ClassBar counts={by_class} />
              <p className="mt-1 text-muted text-xs">
                {counted(tools, "tool")}, about {counted(tokens, "token")}
              </p>
            </div>
          )}
        </>
      )}
    </li>
  );
}
