"use client";

import type { DraftedStart } from "@/components/catalogue/drafted-start";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";

interface DraftedPolicyProps {
  readonly drafted: DraftedStart | null;
  readonly isWanted: boolean;
  readonly onChange: (isWanted: boolean) => void;
}

/** Which entry of the catalogue a form began with, as the action takes it. */
export function draftRef(drafted: DraftedStart | null): { from: string; tool: string | null } | null {
  return drafted === null || drafted.policy === null ? null : { from: drafted.from, tool: drafted.tool };
}

/** What the catalogue knows that this form needs, and what it can't know. */
export function StartNotes({ drafted }: { drafted: DraftedStart | null }) {
  if (drafted === null) return null;
  const { title, url, command, headers } = drafted;
  return (
    <>
      {url === null ? (
        <Notice kind="info" title={`The catalogue has no address of ${title}`}>
          {command === null ? (
            "Fill in where you serve it."
          ) : (
            <>
              <p className="mb-2">
                It is started as a program. Serve it where PolicyLayer can reach it, and fill that address in:
              </p>
              <CodeBlock text={command} label="command" caption="shell" isWrapped />
            </>
          )}
        </Notice>
      ) : null}
      {headers.length === 0 ? null : (
        <Notice kind="info" title="It wants to be told who is calling">
          Its entry names {headers.length === 1 ? "a header" : "headers"}:{" "}
          <code className="font-mono">{headers.join(", ")}</code>.
        </Notice>
      )}
    </>
  );
}

/** The policy that comes with the server, unless it isn't wanted. */
export function DraftedPolicy({ drafted, isWanted, onChange }: DraftedPolicyProps) {
  if (drafted === null || drafted.policy === null) return null;
  const { name, text } = drafted.policy;
  return (
    <fieldset className="grid grid-cols-1 gap-2.5">
      <legend className="mb-1.5 font-medium">Policy</legend>
      <label className="flex min-h-7 items-start gap-2">
        <input
          type="checkbox"
          checked={isWanted}
          onChange={(event) => onChange(event.target.checked)}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span>
          Make the policy “{name}” with it
          <span className="block text-[0.8125rem] text-muted">
            {drafted.tool === null
              ? "Drafted by the risk of each of its tools. No grant has it until you choose so."
              : `For ${drafted.tool} alone: everything else is denied. No grant has it until you choose so.`}
          </span>
        </span>
      </label>
      {isWanted ? <CodeBlock text={text} label="drafted policy" caption="policy.json" /> : null}
    </fieldset>
  );
}
