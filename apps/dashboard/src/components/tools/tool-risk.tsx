import type { ToolView } from "@policylayer/services/servers";
import type { ReactNode } from "react";
import { Chip } from "../ui/chip";
import { TimeText } from "../ui/time-text";
import { RevealedText } from "./revealed-text";
import { CLASS_WORDS, EFFECT_WORDS, SEVERITY_WORDS, SOURCE_WORDS } from "./risk-words";

/** The class that counts. A question mark says that it was only assumed. */
export function ClassChip({ risk }: { risk: ToolView["risk"] }) {
  const { word, tone } = CLASS_WORDS[risk.class];
  return (
    <Chip tone={tone} className="h-5 px-1.5 text-[0.6875rem]">
      {risk.unknown ? `${word}?` : word}
    </Chip>
  );
}

/** What a tool can do at worst, what says so, and the rule to start from. `override` is the control to give another class. */
export function ToolRisk({ tool, override }: { tool: ToolView; override: ReactNode }) {
  const { risk, recommended } = tool;
  const { word, means } = CLASS_WORDS[risk.class];
  // Of a financial tool the class has said it.
  const effects = risk.effects
    .filter((effect) => effect !== "moves_money" || risk.class !== "financial")
    .map((effect) => EFFECT_WORDS[effect]);
  return (
    <section aria-label={`Risk of ${tool.name}`}>
      <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium text-muted text-xs">Risk</h3>
        {override}
      </div>
      <p>
        {risk.unknown ? "Nothing says what it does, so it is treated as Execute" : `${word}: ${means}`}
        {`, ${SEVERITY_WORDS[risk.severity]}`}
        {effects.length === 0 ? "." : `. Also ${effects.join(", ")}.`}
        {risk.override === null ? (
          <span className="text-muted"> {Math.round(risk.confidence * 100)} % sure.</span>
        ) : null}
      </p>
      {risk.override === null ? null : <OverrideNote risk={risk} override={risk.override} />}
      <ul className="mt-2 grid gap-1 text-[0.8125rem]">
        {risk.evidence.map(({ source, quote, class: spoken, says }) => (
          <li key={`${source} ${quote} ${says}`} className="grid gap-x-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
            <span className="text-muted">{SOURCE_WORDS[source]}</span>
            <span className="min-w-0 break-words">
              {quote === null ? null : (
                <code className="font-mono">
                  <RevealedText text={quote} />
                </code>
              )}
              {quote === null ? null : " · "}
              {says}
              {spoken === null || source === "decision" ? null : (
                <span className="text-muted"> ({CLASS_WORDS[spoken].word})</span>
              )}
            </span>
          </li>
        ))}
        <li className="grid gap-x-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
          <span className="text-muted">Recommended</span>
          <span className="min-w-0">{recommended.sentence}</span>
        </li>
      </ul>
    </section>
  );
}

function OverrideNote({
  risk,
  override,
}: {
  risk: ToolView["risk"];
  override: NonNullable<ToolView["risk"]["override"]>;
}) {
  return (
    <p className="mt-1 text-[0.8125rem]">
      <span className="text-muted">
        Set by {override.by}, <TimeText at={override.at} />, instead of {CLASS_WORDS[risk.found_class].word}:
      </span>{" "}
      {override.note}
      {override.is_for_this_definition ? null : (
        <span className="font-medium text-deny"> The definition has changed since.</span>
      )}
    </p>
  );
}
