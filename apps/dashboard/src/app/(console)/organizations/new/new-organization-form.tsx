"use client";

import { useActionState } from "react";
import { problemOf } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { SubmitButton } from "@/components/form/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createOrganizationAction } from "./create-organization-action";

export function NewOrganizationForm() {
  const [state, action] = useActionState(createOrganizationAction, { error: null, name: "" });
  return (
    <form action={action} className="grid gap-4">
      <FormErrorNotice error={state.error} fields={["/name"]} />
      <Field label="Name" error={problemOf(state.error, "/name")}>
        {(control) => (
          <Input
            {...control}
            name="name"
            autoComplete="organization"
            required
            maxLength={100}
            defaultValue={state.name}
          />
        )}
      </Field>
      <SubmitButton>Create organization</SubmitButton>
    </form>
  );
}
