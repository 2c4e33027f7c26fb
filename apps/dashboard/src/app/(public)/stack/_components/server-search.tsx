import { searchCatalogue } from "@policylayer/services/catalogue";
import { Plus, Search } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { STACK_MAX, stackHref } from "@/components/stack/stack-address";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { getDeps } from "@/server/deps";

const SHOWN = 8;

/** Searching the catalogue by a plain form; each find is a link that adds it. */
export async function ServerSearch({ slugs, query }: { slugs: readonly string[]; query: string | undefined }) {
  return (
    <Card title="Add a server">
      <Form action="/stack" className="flex gap-2">
        {slugs.length === 0 ? null : <input type="hidden" name="s" value={slugs.join(",")} />}
        <Input
          name="q"
          type="search"
          aria-label="Search the catalogue"
          placeholder="github, files, mail …"
          defaultValue={query}
          maxLength={200}
          autoComplete="off"
        />
        <button type="submit" aria-label="Search" className={buttonStyle("secondary", "md")}>
          <Search aria-hidden />
        </button>
      </Form>
      {query === undefined ? null : <Finds slugs={slugs} query={query} />}
    </Card>
  );
}

async function Finds({ slugs, query }: { slugs: readonly string[]; query: string }) {
  const { data, match } = await searchCatalogue(getDeps(), { q: query.slice(0, 200), limit: SHOWN });
  if (data.length === 0) {
    return (
      <p role="status" className="mt-3 text-muted">
        No server has these words. A server that isn’t in the catalogue is unknown, not harmless.
      </p>
    );
  }
  const isFull = slugs.length >= STACK_MAX;
  return (
    <>
      <p role="status" className="mt-3 text-[0.8125rem] text-muted">
        {isFull
          ? `A stack has ${STACK_MAX} servers at most: take one out first.`
          : match === "similar"
            ? "Nothing has these words; spelt like them:"
            : `The first ${data.length} that match:`}
      </p>
      <ul className="mt-1 divide-y divide-line">
        {data.map(({ slug, title, name, tools }) => (
          <li key={slug} className="flex items-center gap-3 py-2">
            <div className="min-w-0 flex-1">
              <p className="truncate">{title}</p>
              <p className="truncate text-[0.8125rem] text-muted">
                {name} · {tools === 0 ? "tools not known" : `${tools} ${tools === 1 ? "tool" : "tools"}`}
              </p>
            </div>
            {slugs.includes(slug) ? (
              <span className="text-[0.8125rem] text-muted">added</span>
            ) : isFull ? null : (
              <Link
                href={stackHref([...slugs, slug])}
                aria-label={`Add ${title}, ${name}`}
                className={buttonStyle("secondary", "sm")}
              >
                <Plus aria-hidden />
                Add
              </Link>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
