"use client";

import { useState } from "react";
import { CodeBlock } from "../ui/code-block";
import { CopyButton } from "../ui/copy-button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Tabs } from "../ui/tabs";
import { claudeCodeSnippets } from "./claude-code";
import { connectChoices, type GrantUrls } from "./connect-choices";
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

interface ConnectPanelProps extends GrantUrls {
  readonly token: string | null;
}

/** Configuration to paste into a client, for all of a grant's servers by one URL, or for each by its own. */
export function ConnectPanel({ token, ...grant }: ConnectPanelProps) {
  const choices = connectChoices(grant);
  const [value, setValue] = useState("");
  const chosen = choices.find((choice) => choice.value === value) ?? choices[0];
  if (chosen === undefined) return <p className="text-muted">This grant has no server to connect to yet.</p>;
  const { name, url } = chosen;
  const connection: Connection = { name, url, token };
  return (
    <div className="grid min-w-0 gap-4">
      {choices.length > 1 ? (
        <Field
          label="Server to connect to"
          hint={
            chosen.value === "team"
              ? "A tool is named {server}__{tool}. Each server keeps its own policy."
              : "Its tools keep their own names."
          }
        >
          {(control) => (
            <Select {...control} value={chosen.value} onChange={(event) => setValue(event.target.value)}>
              {choices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <div className="flex min-w-0 items-center gap-2">
        <Input
          aria-label="Proxy URL"
          readOnly
          value={url}
          onFocus={(event) => event.target.select()}
          className="bg-sunken font-mono text-[0.8125rem]"
        />
        <CopyButton text={url} label="Copy proxy URL" caption="Copy" className="h-9" />
      </div>
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
