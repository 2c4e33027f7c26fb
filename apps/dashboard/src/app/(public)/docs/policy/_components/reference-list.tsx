import type { ReferenceEntry } from "@policylayer/policy";
import { Chip } from "@/components/ui/chip";
import { Prose } from "../../_components/prose";

const NAME_WORDS: Readonly<Record<ReferenceEntry["kind"], string>> = {
  field: "Field",
  operator: "Operator",
  fact: "Path",
  code: "Code",
};

/** Fields, operators, facts or codes: what each is called, what it holds and what it does. */
export function ReferenceList({ entries }: { entries: readonly ReferenceEntry[] }) {
  return (
    <dl className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-lift">
      {entries.map((entry) => (
        <div key={entry.name} className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[13rem_minmax(0,1fr)] sm:px-5">
          <dt className="flex flex-wrap content-start items-center gap-2">
            <span className="sr-only">{NAME_WORDS[entry.kind]} </span>
            <code className="break-all font-mono font-medium text-[0.8125rem]">{entry.name}</code>
            {entry.kind === "field" && entry.isRequired ? <Chip tone="accent">required</Chip> : null}
          </dt>
          <dd className="min-w-0">
            <p className="text-pretty leading-6">
              <Prose text={entry.description} />
            </p>
            <p className="mt-0.5 flex flex-wrap gap-x-3 text-[0.8125rem] text-muted leading-6">
              {entry.type === "" ? null : <span className="break-words">{typeInWords(entry)}</span>}
              {entry.default === null ? null : (
                <span>
                  Default <code className="font-mono text-[0.75rem]">{entry.default}</code>
                </span>
              )}
              {entry.example === null ? null : (
                <a href={`#example-${entry.example}`} className="rounded text-accent underline underline-offset-3">
                  Example<span className="sr-only"> of {entry.name}</span>
                </a>
              )}
            </p>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function typeInWords({ kind, type }: ReferenceEntry): string {
  return kind === "operator" ? `Compares with ${type}` : `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}
