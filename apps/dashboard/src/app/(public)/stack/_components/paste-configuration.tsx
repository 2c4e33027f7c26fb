"use client";

import { type ClientConfiguration, readClientConfiguration } from "@policylayer/stack";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { lookedUpServers, stayingServers } from "@/components/stack/looked-up-servers";
import { STACK_MAX, stackHref } from "@/components/stack/stack-address";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { findServersAction } from "../actions";

const FILE_BYTES_MAX = 1_048_576;

/** What became of the last look-up. */
interface Outcome {
  readonly added: number;
  readonly unknown: readonly string[];
  readonly tooMany: number;
}

/** A client's configuration, read here in the browser. What is looked up is shown first; nothing else of it is ever sent. */
export function PasteConfiguration({ slugs }: { slugs: readonly string[] }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const lookUp = useAction((identities: readonly string[]) => findServersAction(identities));
  const configuration = text.trim() === "" ? null : readClientConfiguration(text);
  const candidates = configuration?.ok ? lookedUpServers(configuration.servers) : [];
  const chosen = candidates.filter(({ identity }) => !left.has(identity));

  function change(next: string) {
    setText(next);
    setOutcome(null);
    setLeft(new Set());
    lookUp.clearError();
  }

  function toggle(identity: string, isChosen: boolean) {
    const next = new Set(left);
    if (isChosen) next.delete(identity);
    else next.add(identity);
    setLeft(next);
  }

  function send() {
    lookUp.run(
      chosen.map(({ identity }) => identity),
      ({ found }) => {
        const known = new Set(found.map(({ identity }) => identity));
        const all = [...new Set([...slugs, ...found.map(({ slug }) => slug)])];
        const unknown = chosen.filter(({ identity }) => !known.has(identity)).map(({ name }) => name);
        const staying = configuration?.ok ? stayingServers(configuration.servers).map(({ name }) => name) : [];
        const kept = all.slice(0, STACK_MAX);
        setOutcome({
          added: kept.length - slugs.length,
          unknown: [...unknown, ...staying],
          tooMany: all.length - kept.length,
        });
        setText("");
        router.push(stackHref(kept));
      },
    );
  }

  async function readFile(file: File | undefined) {
    // A byte more than is read, so that a file that is too large says so itself.
    if (file !== undefined) change(await file.slice(0, FILE_BYTES_MAX + 1).text());
  }

  return (
    <Card title="Paste a configuration">
      <div className="grid gap-4">
        <Field
          label="Your client’s MCP configuration"
          hint="Claude Code, Claude Desktop, Cursor, VS Code, Windsurf, Codex, Gemini CLI. It is read in your browser and stays there."
          error={configuration !== null && !configuration.ok ? problemWords(configuration) : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              value={text}
              onChange={(event) => change(event.target.value)}
              rows={5}
              spellCheck={false}
              autoComplete="off"
              placeholder={'{ "mcpServers": { … } }'}
              className="font-mono text-[0.8125rem]"
            />
          )}
        </Field>
        <input
          type="file"
          aria-label="Or choose its file"
          accept=".json,.toml,.jsonc,application/json"
          onChange={(event) => void readFile(event.target.files?.[0])}
          className="w-full min-w-0 text-[0.8125rem] text-muted file:mr-3 file:h-8 file:rounded-md file:border file:border-line file:bg-surface file:px-2.5 file:font-medium file:text-ink"
        />
        {configuration?.ok ? (
          <Preview configuration={configuration} chosen={chosen.map(({ identity }) => identity)} onToggle={toggle} />
        ) : null}
        <FormErrorNotice error={lookUp.error} fields={[]} />
        {chosen.length === 0 ? null : (
          <Button variant="primary" onClick={send} isBusy={lookUp.isPending}>
            {chosen.length === 1 ? "Look up this one" : `Look up these ${chosen.length}`}
          </Button>
        )}
        {outcome === null ? null : <OutcomeNotice outcome={outcome} />}
      </div>
    </Card>
  );
}

function problemWords(configuration: Extract<ClientConfiguration, { ok: false }>): string {
  const { line, message } = configuration.problem;
  return `Line ${line}: the text ${message}.`;
}

interface PreviewProps {
  readonly configuration: Extract<ClientConfiguration, { ok: true }>;
  readonly chosen: readonly string[];
  readonly onToggle: (identity: string, isChosen: boolean) => void;
}

/** Exactly what would be sent, and what would not. */
function Preview({ configuration, chosen, onToggle }: PreviewProps) {
  const candidates = lookedUpServers(configuration.servers);
  const staying = stayingServers(configuration.servers);
  return (
    <div className="grid gap-4">
      {candidates.length === 0 ? (
        <Notice kind="info" title="No published server in it" />
      ) : (
        <fieldset>
          <legend className="font-medium">Sent to look them up, and nothing else</legend>
          <ul className="mt-1 grid gap-1">
            {candidates.map(({ identity }) => (
              <li key={identity}>
                <label className="flex min-h-6 items-start gap-2">
                  <input
                    type="checkbox"
                    checked={chosen.includes(identity)}
                    onChange={(event) => onToggle(identity, event.target.checked)}
                    className="mt-1 size-4 shrink-0 accent-[var(--accent)]"
                  />
                  <code className="min-w-0 break-all font-mono text-[0.8125rem]">{identity}</code>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {staying.length === 0 ? null : (
        <div>
          <p className="font-medium">Stays here</p>
          <ul className="mt-1 grid gap-1 text-[0.8125rem]">
            {staying.map(({ name, why }) => (
              <li key={`${name} ${why}`} className="break-words">
                {name} <span className="text-muted">· {why}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function OutcomeNotice({ outcome: { added, unknown, tooMany } }: { outcome: Outcome }) {
  const title = added === 1 ? "1 server added" : `${added} servers added`;
  if (unknown.length === 0 && tooMany === 0) return <Notice kind="success" title={`${title}.`} />;
  return (
    <Notice kind="warning" title={`${title}.`}>
      {unknown.length === 0 ? null : (
        <p>
          Unknown, and so not in this picture: {unknown.join(", ")}. What they add may be anything: count them as high
          risk.
        </p>
      )}
      {tooMany === 0 ? null : <p>{`${tooMany} more didn’t fit: a stack has ${STACK_MAX} servers at most.`}</p>}
    </Notice>
  );
}
