import type { CatalogueFacets } from "@policylayer/services/catalogue";
import Form from "next/form";
import type { ReactNode } from "react";
import { CATALOGUE } from "@/components/catalogue/catalogue-address";
import { type CatalogueQuery, RISKS, TRANSPORTS } from "@/components/catalogue/search-address";
import { CLASS_WORDS } from "@/components/tools/risk-words";
import { Input } from "@/components/ui/input";
import { SearchButton } from "./search-button";

const TRANSPORT_WORDS = { "streamable-http": "Streamable HTTP", sse: "HTTP+SSE", stdio: "stdio" } as const;
const number = new Intl.NumberFormat("en");

/** A plain form: it works without a script, and the address it makes can be shared. `facets` are those of a first page. */
export function SearchForm({ query, facets }: { query: CatalogueQuery; facets: CatalogueFacets | null }) {
  return (
    <Form action={CATALOGUE} className="mb-6 grid gap-4">
      <div className="flex max-w-2xl gap-2">
        <Input
          key={query.q}
          name="q"
          type="search"
          aria-label="Search servers and tools"
          placeholder="github, send mail, run_procedure …"
          defaultValue={query.q}
          maxLength={200}
          autoComplete="off"
          enterKeyHint="search"
        />
        <SearchButton />
      </div>
      <div className="flex flex-wrap gap-x-8 gap-y-3">
        <Group legend="At worst">
          {RISKS.toReversed().map((risk) => (
            <Choice
              key={risk}
              name="risk"
              value={risk}
              label={risk === "none" ? "Not listed" : CLASS_WORDS[risk].word}
              isChosen={query.risk.includes(risk)}
              count={facets === null ? null : (facets.by_risk[risk] ?? 0)}
            />
          ))}
        </Group>
        <Group legend="Transport">
          {TRANSPORTS.map((transport) => (
            <Choice
              key={transport}
              name="transport"
              value={transport}
              label={TRANSPORT_WORDS[transport]}
              isChosen={query.transport.includes(transport)}
              count={facets === null ? null : (facets.by_transport[transport] ?? 0)}
            />
          ))}
        </Group>
        <Group legend="Publisher">
          <Choice
            name="official"
            value="1"
            label="Official"
            isChosen={query.official}
            count={facets?.official ?? null}
          />
        </Group>
      </div>
    </Form>
  );
}

function Group({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-muted text-xs">{legend}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">{children}</div>
    </fieldset>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
  /** How many of the finds have it; null where nothing was counted. */
  readonly count: number | null;
}

function Choice({ name, value, label, isChosen, count }: ChoiceProps) {
  return (
    <label className="flex min-h-7 cursor-pointer items-center gap-1.5">
      <input
        key={String(isChosen)}
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={isChosen}
        className="size-4 accent-accent"
      />
      {label}
      {count === null ? null : <span className="text-muted text-xs tabular-nums">{number.format(count)}</span>}
    </label>
  );
}
