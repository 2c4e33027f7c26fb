"use client";

import { useState } from "react";
import { CodeBlock } from "../ui/code-block";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Tabs } from "../ui/tabs";
import { claudeCodeSnippets } from "./claude-code";
import type { Connection, Snippet } from "./connection";
import { curlSnippets } from "./curl";
import { cursorSnippets } from "./cursor";
import { vsCodeSnippets } from "./vs-code";

const CLIENTS: readonly { value: string; label: string; snippets: (connection: Connection) => Snippet[] }[] = [
  { value: "claude-code", label: "Claude Code", snippets: claudeCodeSnippets },
  { value: "cursor", label: "Cursor", snippets: cursorSnippets },
  { value: "vs-code", label: "VS Code", snippets: vsCodeSnippets },
  { value: "curl", label: "curl", snippets: curlSnippets },
];

interface ConnectPanelProps {
  /** The proxy's addresses by the servers' slugs. */
  readonly urls: Readonly<Record<string, string>>;
  readonly token: string | null;
}

/** Configuration to paste into a client, for each of a grant's servers. */
export function ConnectPanel({ urls, token }: ConnectPanelProps) {
  const names = Object.keys(urls);
  const [chosen, setChosen] = useState(names[0] ?? "");
  const url = urls[chosen];
  if (url === undefined) return <p className="text-muted">This grant has no server to connect to yet.</p>;
  const connection: Connection = { name: chosen, url, token };
  return (
    <div className="grid min-w-0 gap-4">
      {names.length > 1 ? (
        <Field label="Server to connect to">
          {(control) => (
            <Select {...control} value={chosen} onChange={(event) => setChosen(event.target.value)}>
              {names.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <Tabs
        label="Client"
        items={CLIENTS.map(({ value, label, snippets }) => ({
          value,
          label,
          panel: <Snippets client={label} snippets={snippets(connection)} />,
        }))}
      />
    </div>
  );
}

function Snippets({ client, snippets }: { client: string; snippets: readonly Snippet[] }) {
  return (
    <div className="grid min-w-0 gap-5">
      {snippets.map(({ title, place, text, note }) => (
        <div key={title} className="grid min-w-0 gap-1.5">
          <h3 className="font-medium text-[0.8125rem]">{title}</h3>
          <CodeBlock text={text} label={`${title} for ${client}`} caption={place} isWrapped={place === "Terminal"} />
          {note === undefined ? null : <p className="text-[0.8125rem] text-muted">{note}</p>}
        </div>
      ))}
    </div>
  );
}
