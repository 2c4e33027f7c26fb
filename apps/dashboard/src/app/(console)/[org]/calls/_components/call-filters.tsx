"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useTransition } from "react";
import { type CallFilter, callQuery, readCallFilter } from "@/components/calls/call-filter";
import { DECISION_NAMES, decisionWords } from "@/components/calls/decision-words";
import { useIsHydrated } from "@/components/form/use-is-hydrated";
import { buttonStyle } from "@/components/ui/button-style";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface CallFiltersProps {
  readonly organization: string;
  readonly filter: CallFilter;
  readonly servers: readonly Choice[];
  readonly grants: readonly Choice[];
}

/** Each choice holds at once; a tool's name when Enter is pressed or the field is left. */
export function CallFilters({ organization, filter, servers, grants }: CallFiltersProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const isHydrated = useIsHydrated();
  const [isPending, startTransition] = useTransition();
  const isFiltered = callQuery(filter) !== "";

  function apply() {
    if (form.current === null) return;
    const values = new FormData(form.current);
    const wanted = readCallFilter((name) => {
      const value = values.get(name);
      return typeof value === "string" ? value : undefined;
    });
    if (callQuery(wanted) === callQuery(filter)) return;
    startTransition(() => router.replace(`/${organization}/calls${callQuery(wanted)}`, { scroll: false }));
  }

  return (
    <search>
      <form
        ref={form}
        method="get"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
        className="border-line border-b px-4 py-3 sm:px-5"
      >
        <fieldset disabled={!isHydrated} className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
          <legend className="sr-only">Filter calls</legend>
          <FilterSelect
            name="decision"
            label="Decision"
            any="Any decision"
            value={filter.decision}
            choices={DECISION_NAMES.map((name) => ({ value: name, label: decisionWords(name).word }))}
            onChange={apply}
          />
          <FilterSelect
            name="server"
            label="Server"
            any="Any server"
            value={filter.server}
            choices={servers}
            onChange={apply}
          />
          <FilterSelect
            name="grant"
            label="Grant"
            any="Any grant"
            value={filter.grant}
            choices={grants}
            onChange={apply}
          />
          <Input
            name="tool"
            type="search"
            aria-label="Tool"
            placeholder="Tool name"
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            defaultValue={filter.tool ?? ""}
            onBlur={apply}
            className="w-full font-mono text-[0.8125rem] disabled:opacity-100 sm:w-48"
          />
          {isFiltered ? (
            <button
              type="button"
              onClick={() => startTransition(() => router.replace(`/${organization}/calls`, { scroll: false }))}
              className={buttonStyle("ghost", "sm")}
            >
              <X aria-hidden />
              Clear filters
            </button>
          ) : null}
          <span role="status" className={isPending ? "text-muted text-xs" : "sr-only"}>
            {isPending ? "Loading…" : ""}
          </span>
        </fieldset>
      </form>
    </search>
  );
}

interface FilterSelectProps {
  readonly name: string;
  readonly label: string;
  readonly any: string;
  readonly value: string | undefined;
  readonly choices: readonly Choice[];
  readonly onChange: () => void;
}

/** A value that is no choice any more (a deleted server's calls are still there) is offered as it is. */
function FilterSelect({ name, label, any, value, choices, onChange }: FilterSelectProps) {
  const isKnown = value === undefined || choices.some((choice) => choice.value === value);
  return (
    <Select
      name={name}
      aria-label={label}
      defaultValue={value ?? ""}
      onChange={onChange}
      className="w-full sm:w-44 [&_select]:disabled:opacity-100"
    >
      <option value="">{any}</option>
      {isKnown ? null : <option value={value}>{value}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </Select>
  );
}
