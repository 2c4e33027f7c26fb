import { ProseText } from "@/components/catalogue/prose-text";
import type { ToolContent } from "@/components/catalogue/tool-content";
import { RevealedText } from "@/components/tools/revealed-text";

/** What led to the class, quoted from the definition. */
export function Evidence({ definition: { sentence, evidence } }: { definition: ToolContent["definition"] }) {
  return (
    <figure className="mt-4 rounded-md border border-line bg-surface px-4 py-3">
      <figcaption className="mb-1 font-medium text-muted text-xs">From the tool’s definition</figcaption>
      <p className="break-words">
        <ProseText prose={sentence} />
      </p>
      <ul className="mt-2 grid gap-1.5 text-[0.8125rem]">
        {evidence.map(({ source, quote, says, speaksFor }) => (
          <li key={`${source} ${quote} ${says}`} className="grid gap-x-3 sm:grid-cols-[6.5rem_minmax(0,1fr)]">
            <span className="text-muted">{source}</span>
            <span className="min-w-0 break-words">
              {quote === null ? null : (
                <>
                  <q className="wrap-anywhere font-mono">
                    <RevealedText text={quote} />
                  </q>
                  {": "}
                </>
              )}
              <RevealedText text={says} />
              {speaksFor === null ? null : <span className="text-muted"> ({speaksFor})</span>}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
