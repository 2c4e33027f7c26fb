import { riskClasses, riskEffects } from "@policylayer/risk";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { CLASS_WORDS, EFFECT_WORDS } from "@/components/tools/risk-words";
import { Chip } from "@/components/ui/chip";
import { Contents } from "../_components/contents";
import { Prose } from "../_components/prose";
import { EvaluationSection } from "./_components/evaluation-section";
import { RiskExampleCard } from "./_components/risk-example-card";
import { riskExamples } from "./risk-examples";
import { CLASS_TEXTS, DEFINITION_LIMITS, EFFECT_TEXTS, HINT_RULES, METHOD, UNKNOWN_TEXTS } from "./risk-texts";

export const metadata: Metadata = {
  title: "Risk of a tool",
  description:
    "How PolicyLayer works out what an MCP tool can do at worst, what it says in evidence, and how often it is right.",
};

const EXAMPLES = riskExamples();

const CONTENTS = [
  {
    title: "Risk of a tool",
    links: [
      { id: "method", title: "How it is worked out" },
      { id: "classes", title: "Classes and severity" },
      { id: "effects", title: "Effects" },
      { id: "hints", title: "What a server says of itself" },
      { id: "unknown", title: "Unknown" },
      { id: "override", title: "Your own judgement" },
      { id: "examples", title: "Examples with evidence" },
    ],
  },
  { title: "How good it is", links: [{ id: "figures", title: "Figures" }] },
];

export default function RiskPage() {
  return (
    <div className="grid grid-cols-1 gap-x-12 gap-y-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <div>
        <Contents groups={CONTENTS} />
      </div>
      <div className="grid min-w-0 grid-cols-1 gap-12">
        <div>
          <h1 className="font-semibold text-3xl tracking-[-0.02em]">Risk of a tool</h1>
          <p className="mt-3 max-w-prose text-base text-muted text-pretty leading-7">
            Every tool gets one class: the gravest thing it can do. It is worked out from the tool’s definition alone,
            without a network and without a language model, so the same definition always gets the same answer, and
            every answer says which words led to it.
          </p>
        </div>
        <Section id="method" title="How it is worked out">
          <Steps texts={METHOD} />
        </Section>
        <Section id="classes" title="Classes and severity">
          <dl className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-lift">
            {riskClasses.map((each) => (
              <div key={each} className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[9rem_minmax(0,1fr)] sm:px-5">
                <dt>
                  <Chip tone={CLASS_WORDS[each].tone}>{CLASS_WORDS[each].word}</Chip>
                </dt>
                <dd className="min-w-0 text-pretty leading-6">
                  <Prose text={CLASS_TEXTS[each].means} />
                  <span className="block text-[0.8125rem] text-muted">{CLASS_TEXTS[each].severity}</span>
                </dd>
              </div>
            ))}
          </dl>
        </Section>
        <Section id="effects" title="Effects">
          <dl className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-lift">
            {riskEffects.map((each) => (
              <div key={each} className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[9rem_minmax(0,1fr)] sm:px-5">
                <dt className="font-medium">{sentenceCase(EFFECT_WORDS[each])}</dt>
                <dd className="min-w-0 text-pretty leading-6">
                  <Prose text={EFFECT_TEXTS[each]} />
                </dd>
              </div>
            ))}
          </dl>
        </Section>
        <Section id="hints" title="What a server says of itself">
          <Points texts={HINT_RULES} />
        </Section>
        <Section id="unknown" title="Unknown">
          <Points texts={UNKNOWN_TEXTS} />
        </Section>
        <Section id="override" title="Your own judgement">
          <Points texts={DEFINITION_LIMITS} />
        </Section>
        <Section id="examples" title="Examples with evidence">
          <p className="mb-8 max-w-prose leading-7">
            Classified when this page was made, by the code that classifies real tools.
          </p>
          <div className="grid grid-cols-1 gap-10">
            {EXAMPLES.map((example) => (
              <RiskExampleCard key={example.about} example={example} />
            ))}
          </div>
        </Section>
        <Section id="figures" title="Figures">
          <EvaluationSection />
        </Section>
      </div>
    </div>
  );
}

function sentenceCase(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function Steps({ texts }: { texts: readonly string[] }) {
  return (
    <ol className="grid max-w-prose list-decimal gap-2 pl-5 leading-7">
      {texts.map((text) => (
        <li key={text}>
          <Prose text={text} />
        </li>
      ))}
    </ol>
  );
}

function Points({ texts }: { texts: readonly string[] }) {
  return (
    <ul className="grid max-w-prose list-disc gap-2 pl-5 leading-7">
      {texts.map((text) => (
        <li key={text}>
          <Prose text={text} />
        </li>
      ))}
    </ul>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="min-w-0 scroll-mt-6">
      <h2 id={`${id}-title`} className="mb-4 font-semibold text-xl tracking-[-0.012em]">
        <a href={`#${id}`} className="rounded hover:underline">
          {title}
        </a>
      </h2>
      {children}
    </section>
  );
}
