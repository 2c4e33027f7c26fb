import { policyExamples } from "@policylayer/policy";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Contents } from "../_components/contents";
import { Prose } from "../_components/prose";
import { ReferenceList } from "./_components/reference-list";
import { RefusalSection } from "./_components/refusal-section";
import { WorkedExample } from "./_components/worked-example";
import { judgeExample } from "./judge-examples";
import { referenceSections } from "./reference-sections";

export const metadata: Metadata = {
  title: "Policy reference",
  description:
    "Every field, operator, fact and reason code of PolicyLayer's policies, with an example for each feature.",
};

// The same for everybody, and only a new version of the product changes it.
const SECTIONS = referenceSections();
const EXAMPLES = policyExamples().map(judgeExample);

const ORDER = [
  "A tool that `hide` names doesn't exist for the agent, and neither does one that the server hasn't.",
  "One entry applies: the exact name, else the most specific glob, else the tool's class, else `default`.",
  "`action`, then `require`, then `deny_if`, then `arguments`, then approval. The first refusal decides.",
  "All limits are checked together and consumed together, or none is. A denied call consumes nothing.",
];

const CONTENTS = [
  {
    title: "Basics",
    links: [
      { id: "order", title: "How a call is judged" },
      { id: "refusals", title: "What is answered when it refuses" },
      { id: "schema", title: "Completion in your editor" },
    ],
  },
  { title: "Reference", links: SECTIONS.map(({ id, title }) => ({ id, title })) },
  { title: "Examples", links: EXAMPLES.map(({ id, title }) => ({ id: `example-${id}`, title })) },
];

export default function PolicyReferencePage() {
  return (
    <div className="grid grid-cols-1 gap-x-12 gap-y-6 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <div>
        <Contents groups={CONTENTS} />
      </div>
      <div className="grid min-w-0 grid-cols-1 gap-12">
        <div>
          <h1 className="font-semibold text-3xl tracking-[-0.02em]">Policy reference</h1>
          <p className="mt-3 max-w-prose text-base text-muted text-pretty leading-7">
            A policy is one JSON document for one server. It says which of its tools an agent sees, which calls go
            through, how often, and which wait for a person. What isn’t written here can’t be saved.
          </p>
        </div>
        <Section id="order" title="How a call is judged">
          <ol className="grid max-w-prose list-decimal gap-2 pl-5 leading-7">
            {ORDER.map((step) => (
              <li key={step}>
                <Prose text={step} />
              </li>
            ))}
          </ol>
        </Section>
        <Section id="refusals" title="What is answered when it refuses">
          <RefusalSection />
        </Section>
        <Section id="schema" title="Completion in your editor">
          <p className="max-w-prose leading-7">
            The document’s JSON Schema is at{" "}
            <a href="/schemas/policy-v1.json" className="rounded text-accent underline underline-offset-3">
              /schemas/policy-v1.json
            </a>
            . Tell your editor to use it for your policy files, and it completes fields and marks mistakes. Saving
            checks more: names that contradict each other, patterns, and the document’s own tests.
          </p>
        </Section>
        {SECTIONS.map(({ id, title, entries }) => (
          <Section key={id} id={id} title={title}>
            <ReferenceList entries={entries} />
          </Section>
        ))}
        <Section id="examples" title="Examples">
          <p className="mb-8 max-w-prose leading-7">
            Each is a whole policy that can be saved. Beside it stands what it says to calls, judged by the code that
            judges real ones.
          </p>
          <div className="grid grid-cols-1 gap-12">
            {EXAMPLES.map((example) => (
              <WorkedExample key={example.id} example={example} />
            ))}
          </div>
        </Section>
      </div>
    </div>
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
