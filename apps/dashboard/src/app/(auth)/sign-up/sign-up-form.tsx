"use client";

import { useActionState } from "react";
import { problemOf } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { SubmitButton } from "@/components/form/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signUpAction } from "./sign-up-action";

const FIELDS = ["/organization", "/email", "/password"];

/** `next`: where a person wanted to go when the way led here. */
export function SignUpForm({ next }: { next: string }) {
  const [state, action] = useActionState(signUpAction, { error: null, organization: "", email: "" });
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="next" value={next} />
      <FormErrorNotice error={state.error} fields={FIELDS} />
      <Field
        label="Organization"
        hint="The company or team whose agents you look after."
        error={problemOf(state.error, "/organization")}
      >
        {(control) => (
          <Input
            {...control}
            name="organization"
            autoComplete="organization"
            required
            maxLength={100}
            defaultValue={state.organization}
          />
        )}
      </Field>
      <Field label="E-mail" error={problemOf(state.error, "/email")}>
        {(control) => (
          <Input {...control} type="email" name="email" autoComplete="username" required defaultValue={state.email} />
        )}
      </Field>
      <Field label="Password" hint="At least 12 characters." error={problemOf(state.error, "/password")}>
        {(control) => (
          <Input
            {...control}
            type="password"
            name="password"
            autoComplete="new-password"
            required
            minLength={12}
            maxLength={128}
          />
        )}
      </Field>
      <SubmitButton>Create account</SubmitButton>
    </form>
  );
}
