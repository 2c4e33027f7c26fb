import { Prose } from "../../_components/prose";
import { evaluationFigures, firstLookFigures, type PartFigures } from "../evaluation-figures";
import { ConfusionTable } from "./confusion-table";
import { AMOUNT_WORDS, FiguresTable } from "./figures-table";
import { LanguageTable } from "./language-table";

const NOW = evaluationFigures();
const FIRST = firstLookFigures();
const SETS: Readonly<Record<PartFigures["set"], string>> = {
  spoken: "Our own tools",
  published: "Published servers",
  gathered: "Gathered tools",
  recalled: "Recalled tools",
  written: "Written tools",
};
const SPEED = NOW.tools_per_second.toLocaleString("en-US");

/** How often the classifier is right, as its own command measured it. No figure on the page is typed by hand. */
export function EvaluationSection() {
  return (
    <div className="grid grid-cols-1 gap-8">
      <div className="grid max-w-prose gap-3 leading-7">
        <p>
          Measured on <time dateTime={NOW.measured_on}>{NOW.measured_on}</time> by{" "}
          <Prose text="`npm run -s risk -- evaluate`" />, at {SPEED} tools a second on one core. Each tool was labelled
          by hand before it was classified. An unknown tool counts as Execute, so one that only reads counts as a
          mistake. The last column is the mistake that must not happen: a destructive or financial tool called read.
        </p>
        <p>
          The published tools come from servers of the npm registry, listed by running them without credentials; the
          repository keeps their names, parameters and hints, not their sentences. Whoever labels differently gets other
          figures: whether a screenshot that can be saved to a file reads or writes is a matter of opinion.
        </p>
        <p>
          The gathered tools are those of other servers, read in public code and pages in eight languages, with a short
          note of our own where their description stood. Their parameters are known for less than half of them.
        </p>
        <p>
          The recalled tools are those of fifty-four well-known servers, written down from memory without sight of the
          rules: names, parameters and hints as they were known, half of the servers with descriptions in another
          language than English.
        </p>
        <p>
          The written tools are those of made-up servers in uncommon trades, about ninety in each of eight languages,
          made and labelled without sight of the rules. They are harder than what is published: more local words, fewer
          descriptions, and borderline cases on purpose.
        </p>
      </div>
      <Part
        title="Tools never seen before"
        text="What these gave the first time they were looked at. This is what to expect of a server you add."
        figures={[
          { label: "Published servers, at first look", parts: of(FIRST.parts, "published", "fresh") },
          { label: "Gathered from public code, at first look", parts: of(FIRST.parts, "gathered", "fresh") },
          { label: "Well-known servers from memory, at first look", parts: of(FIRST.parts, "recalled", "fresh") },
          { label: "Written without sight of the rules, at first look", parts: of(FIRST.parts, "written", "fresh") },
          { label: "Our own tools in eight languages, at first look", parts: of(FIRST.parts, "spoken", "fresh") },
        ]}
      />
      <Part
        title="The same tools today"
        text="After the rules were widened, and mended by what the first look showed. Some of these have been learned from since."
        figures={[
          { label: "Published servers, today", parts: of(NOW.parts, "published", "fresh") },
          { label: "Gathered from public code, today", parts: of(NOW.parts, "gathered", "fresh") },
          { label: "Well-known servers from memory, today", parts: of(NOW.parts, "recalled", "fresh") },
          { label: "Written without sight of the rules, today", parts: of(NOW.parts, "written", "fresh") },
          { label: "Our own tools in eight languages, today", parts: of(NOW.parts, "spoken", "fresh") },
        ]}
      />
      <Part
        title="Tools the rules were made with"
        text="Better by nature, and shown for their number."
        figures={[
          { label: "Published servers, learned from", parts: of(NOW.parts, "published", "learned") },
          { label: "Gathered from public code, learned from", parts: of(NOW.parts, "gathered", "learned") },
          { label: "Well-known servers from memory, learned from", parts: of(NOW.parts, "recalled", "learned") },
          { label: "Written without sight of the rules, learned from", parts: of(NOW.parts, "written", "learned") },
          { label: "Our own tools in eight languages, learned from", parts: of(NOW.parts, "spoken", "learned") },
        ]}
      />
      <div>
        <h3 className="mb-1 font-semibold text-base">By language</h3>
        <p className="mb-3 max-w-prose text-muted leading-6">
          Tools that were never seen before, at the first look: class right, then read or not right. Few of the gathered
          ones are Japanese or French.
        </p>
        <div className="grid grid-cols-1 gap-4">
          {(["gathered", "recalled", "written"] as const).map((set) => (
            <div key={set}>
              <h4 className="mb-2 font-medium text-[0.8125rem]">{SETS[set]}</h4>
              <LanguageTable label={`${SETS[set]} by language, at first look`} parts={of(FIRST.parts, set, "fresh")} />
            </div>
          ))}
        </div>
      </div>
      <div>
        <h3 className="mb-1 font-semibold text-base">What was taken for what</h3>
        <p className="mb-3 max-w-prose text-muted leading-6">
          A row for what a tool is, a column for what was found. Never seen before, at the first look.
        </p>
        <div className="grid grid-cols-1 gap-2">
          {FIRST.parts.map(({ set, amount, all }) => {
            const label = `${SETS[set]}, ${AMOUNT_WORDS[amount].toLowerCase()}`;
            return (
              <details key={label} className="rounded-lg border border-line bg-surface px-4 py-3">
                <summary className="font-medium">{label}</summary>
                <div className="mt-3">
                  <ConfusionTable label={label} figures={all} />
                </div>
              </details>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function of(parts: readonly PartFigures[], set: PartFigures["set"], part: PartFigures["part"]): PartFigures[] {
  return parts.filter((each) => each.set === set && each.part === part);
}

interface PartProps {
  readonly title: string;
  readonly text: string;
  readonly figures: readonly { readonly label: string; readonly parts: readonly PartFigures[] }[];
}

function Part({ title, text, figures }: PartProps) {
  return (
    <div>
      <h3 className="mb-1 font-semibold text-base">{title}</h3>
      <p className="mb-3 max-w-prose text-muted leading-6">{text}</p>
      <div className="grid grid-cols-1 gap-4">
        {figures.map(({ label, parts }) => (
          <div key={label}>
            <h4 className="mb-2 font-medium text-[0.8125rem]">{label}</h4>
            <FiguresTable label={label} parts={parts} />
          </div>
        ))}
      </div>
    </div>
  );
}
