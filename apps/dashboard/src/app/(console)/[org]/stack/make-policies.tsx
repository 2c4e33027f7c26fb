"use client";

import Link from "next/link";
import { useState } from "react";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { type MadePolicy, makePoliciesAction } from "./actions";

interface StackRow {
  readonly slug: string;
  readonly title: string;
  readonly url: string | null;
  /** The id of the registered server it seems to be. */
  readonly match: string | null;
}

interface MakePoliciesProps {
  readonly organization: string;
  readonly canRegister: boolean;
  readonly registered: readonly { readonly id: string; readonly name: string; readonly slug: string }[];
  readonly servers: readonly StackRow[];
}

/** Which registered server each of the stack is, and one button that makes the policies of all of them. */
export function MakePolicies({ organization, canRegister, registered, servers }: MakePoliciesProps) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(
    new Map(servers.flatMap(({ slug, match }) => (match === null ? [] : [[slug, match]]))),
  );
  const [made, setMade] = useState<ReadonlyMap<string, MadePolicy>>(new Map());
  const make = useAction((ids: readonly string[]) => makePoliciesAction(organization, ids));
  const waiting = [...new Set(chosen.values())].filter((id) => !made.has(id));

  function choose(slug: string, id: string) {
    const next = new Map(chosen);
    if (id === "") next.delete(slug);
    else next.set(slug, id);
    setChosen(next);
  }

  return (
    <Card isFlush title={servers.length === 1 ? "1 server" : `${servers.length} servers`}>
      <ul className="divide-y divide-line">
        {servers.map(({ slug, title, url }) => {
          const id = chosen.get(slug);
          return (
            <li
              key={slug}
              className="grid items-center gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_16rem_9rem] sm:px-5"
            >
              <p className="min-w-0 truncate font-medium">{title}</p>
              <Select
                aria-label={`Registered server for ${title}`}
                value={id ?? ""}
                onChange={(event) => choose(slug, event.target.value)}
              >
                <option value="">Not registered</option>
                {registered.map((server) => (
                  <option key={server.id} value={server.id}>
                    {server.name}
                  </option>
                ))}
              </Select>
              <div className="min-w-0 text-[0.8125rem]">
                {id !== undefined ? (
                  <Result organization={organization} made={made.get(id)} />
                ) : canRegister ? (
                  <ButtonLink size="sm" href={registerHref(organization, title, url)}>
                    Register it
                  </ButtonLink>
                ) : (
                  <span className="text-muted">An admin can register it.</span>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      <div className="grid gap-3 border-line border-t px-4 py-4 sm:px-5">
        <FormErrorNotice error={make.error} />
        <div className="flex flex-wrap items-center gap-3">
          <Button
            variant="primary"
            isBusy={make.isPending}
            isDisabled={waiting.length === 0}
            onClick={() =>
              make.run(waiting, (result) =>
                setMade(new Map([...made, ...result.made.map((each): [string, MadePolicy] => [each.server, each])])),
              )
            }
          >
            {buttonWords(waiting.length)}
          </Button>
          {chosen.size < servers.length ? (
            <p className="text-muted">A server that isn’t registered gets its policy once it is.</p>
          ) : null}
        </div>
      </div>
    </Card>
  );
}

function buttonWords(waiting: number): string {
  if (waiting === 0) return "Make the policies";
  return waiting === 1 ? "Make 1 policy" : `Make ${waiting} policies`;
}

function Result({ organization, made }: { organization: string; made: MadePolicy | undefined }) {
  if (made === undefined) return <span className="text-muted">will be drafted</span>;
  if (made.policy === null) return <span className="break-words text-deny">{made.problem}</span>;
  return (
    <Link href={`/${organization}/policies/${made.policy}`} className="text-accent underline underline-offset-3">
      Open the policy
    </Link>
  );
}

function registerHref(organization: string, name: string, url: string | null): string {
  const query = new URLSearchParams({ name, ...(url === null ? {} : { url }) });
  return `/${organization}/servers/new?${query}`;
}
