"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { problemOf } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { readBindings, type ServerChoice } from "@/components/grants/binding-choices";
import { BindingFields } from "@/components/grants/binding-fields";
import { EXPIRY_CHOICES, EXPIRY_DEFAULT } from "@/components/grants/expiry-choices";
import { TokenDialog } from "@/components/grants/token-dialog";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type CreatedGrant, createGrantAction, type NewGrant } from "./actions";

const FIELDS = ["/label", "/team", "/bindings", "/expires_at"];

interface NewGrantFormProps {
  readonly organization: string;
  readonly choices: readonly ServerChoice[];
  readonly teams: readonly { readonly id: string; readonly name: string }[];
}

export function NewGrantForm({ organization, choices, teams }: NewGrantFormProps) {
  const router = useRouter();
  const [created, setCreated] = useState<CreatedGrant | null>(null);
  const [isEmpty, setIsEmpty] = useState(false);
  const create = useAction((grant: NewGrant) => createGrantAction(organization, grant));

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    const bindings = readBindings(form);
    setIsEmpty(bindings.length === 0);
    if (bindings.length === 0) return;
    create.run({ label: text("label"), team: text("team"), bindings, expiry: text("expiry") }, setCreated);
  }

  return (
    <form method="post" onSubmit={submit} className="max-w-2xl">
      <Card>
        <div className="grid gap-5">
          <FormErrorNotice error={create.error} fields={FIELDS} />
          <Field
            label="Label"
            hint="Who or what uses it. It is shown in the audit log."
            error={problemOf(create.error, "/label")}
          >
            {(control) => (
              <Input
                {...control}
                name="label"
                required
                maxLength={100}
                autoComplete="off"
                placeholder="Billing agent, production"
              />
            )}
          </Field>
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Team" hint="Part of the proxy URL." error={problemOf(create.error, "/team")}>
              {(control) => (
                <Select {...control} name="team">
                  {teams.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label="Expires after" error={problemOf(create.error, "/expires_at")}>
              {(control) => (
                <Select {...control} name="expiry" defaultValue={EXPIRY_DEFAULT}>
                  {EXPIRY_CHOICES.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
          <BindingFields
            choices={choices}
            bindings={
              choices.length === 1
                ? choices.map(({ id, policies }) => ({ server: id, policy: policies[0]?.id ?? null }))
                : []
            }
            canChooseServers
            error={isEmpty ? "Tick at least one server." : problemOf(create.error, "/bindings")}
          />
          <div className="flex flex-wrap gap-2 border-line border-t pt-4">
            <Button type="submit" variant="primary" isBusy={create.isPending}>
              Create grant
            </Button>
            <ButtonLink href={`/${organization}/grants`} variant="ghost">
              Cancel
            </ButtonLink>
          </div>
        </div>
      </Card>
      <TokenDialog
        token={created?.token ?? null}
        grant={created}
        onStored={() => {
          const id = created?.id ?? "";
          setCreated(null);
          router.push(`/${organization}/grants/${id}`);
        }}
      />
    </form>
  );
}
