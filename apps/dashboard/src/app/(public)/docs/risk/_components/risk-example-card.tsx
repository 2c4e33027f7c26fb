import { CLASS_WORDS, EFFECT_WORDS, SEVERITY_WORDS, SOURCE_WORDS } from "@/components/tools/risk-words";
import { Chip } from "@/components/ui/chip";
import { CodeBlock } from "@/components/ui/code-block";
import type { RiskExample } from "../risk-examples";

/** A definition, the class it got, and everything that speaks for it. */
export function RiskExampleCard({ example }: { example: RiskExample }) {
  const { about, definition, risk, recommended } = example;
  const { word, tone } = CLASS_WORDS[risk.class];
  return (
    <article aria-label={about}>
      <h3 className="mb-2 font-semibold text-base">{about}</h3>
      <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
        <CodeBlock text={definition} label={`the tool of “${about}”`} caption="As its server lists it" />
        <div className="min-w-0 rounded-lg border border-line bg-surface px-4 py-3">
          <p className="flex flex-wrap items-center gap-2">
            <Chip tone={tone}>{risk.isUnknown ? `${word}?` : word}</Chip>
            <span className="text-[0.8125rem] text-muted">
              {[SEVERITY_WORDS[risk.severity], ...risk.effects.map((effect) => EFFECT_WORDS[effect])].join(", ")},{" "}
              {Math.round(risk.confidence * 100)} % sure
            </span>
          </p>
          <ul className="mt-2 grid gap-1 text-[0.8125rem]">
            {risk.evidence.map(({ source, quote, says }) => (
              <li key={`${source} ${quote} ${says}`} className="grid gap-x-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
                <span className="text-muted">{SOURCE_WORDS[source]}</span>
                <span className="min-w-0 break-words">
                  {quote === null ? null : <code className="font-mono">{quote}</code>}
                  {quote === null ? null : " · "}
                  {says}
                </span>
              </li>
            ))}
            <li className="grid gap-x-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
              <span className="text-muted">Recommended</span>
              <span className="min-w-0">{recommended}</span>
            </li>
          </ul>
        </div>
      </div>
    </article>
  );
}
