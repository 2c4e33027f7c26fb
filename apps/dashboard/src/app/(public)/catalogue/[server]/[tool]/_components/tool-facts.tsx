import type { CatalogueToolView } from "@policylayer/services/catalogue";
import { counted, dayOf } from "@/components/catalogue/count-words";
import { annotationWords } from "@/components/tools/annotation-words";
import { RevealedText } from "@/components/tools/revealed-text";
import { CLASS_WORDS, EFFECT_WORDS, SEVERITY_WORDS } from "@/components/tools/risk-words";
import { Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";

const PARAMETERS_SHOWN = 40;
const FLAG_WORDS: ReadonlyMap<string, string> = new Map([
  ["hidden_characters", "characters that don’t show; they are written out here"],
  ["instruction", "words that address the model rather than describe the tool"],
  ["lookalike_name", "a name that looks like another tool’s"],
  ["odd_name", "a name with unusual characters"],
  ["unreadable_schema", "a schema that can’t be read"],
  ["cut", "more text than a definition needs; the rest isn’t kept"],
]);

/** The class, what it rests on, and what is known of the definition. */
export function ToolFacts({ tool }: { tool: CatalogueToolView }) {
  const hints = annotationWords(tool.annotations);
  const flags = tool.flags.flatMap((flag) => FLAG_WORDS.get(flag) ?? []);
  return (
    <>
      {flags.length === 0 ? null : (
        <Notice kind="warning" title="Its definition is suspicious" className="mb-4">
          It has {flags.join("; ")}.
        </Notice>
      )}
      <Facts
        facts={[
          {
            name: "Class",
            value: `${CLASS_WORDS[tool.class].word}: ${CLASS_WORDS[tool.class].means}${tool.unknown ? " (assumed: nothing tells what it does)" : ""}`,
          },
          { name: "Severity", value: SEVERITY_WORDS[tool.severity] },
          ...(tool.effects.length === 0
            ? []
            : [{ name: "Effects", value: tool.effects.map((effect) => EFFECT_WORDS[effect]).join(", ") }]),
          { name: "Confidence", value: `${Math.round(tool.confidence * 100)} %` },
          { name: "Parameters", value: <Parameters tool={tool} /> },
          ...(hints.length === 0 ? [] : [{ name: "Server’s hints", value: hints.join(", ") }]),
          { name: "Token cost", value: `about ${counted(tool.tokens, "token")} in every conversation` },
          { name: "Last change", value: `${dayOf(tool.changed_at)}, first seen ${dayOf(tool.first_seen_at)}` },
        ]}
      />
    </>
  );
}

function Parameters({ tool: { parameters, required, parameter_list, accepts_unknown } }: { tool: CatalogueToolView }) {
  const shown = parameter_list.slice(0, PARAMETERS_SHOWN);
  return (
    <>
      {parameters === 0 ? "none named" : `${parameters}, of which ${required} required`}
      {accepts_unknown && parameters > 0 ? "; others are accepted" : ""}
      {shown.length === 0 ? null : (
        <ul className="mt-1 grid gap-0.5 text-[0.8125rem]">
          {shown.map(({ name, type, required: isRequired }) => (
            <li key={name} className="wrap-anywhere">
              <code className="font-mono">
                <RevealedText text={name} />
              </code>{" "}
              <span className="text-muted">
                {type}
                {isRequired ? ", required" : ""}
              </span>
            </li>
          ))}
          {parameters > shown.length ? <li className="text-muted">and {parameters - shown.length} more</li> : null}
        </ul>
      )}
    </>
  );
}
