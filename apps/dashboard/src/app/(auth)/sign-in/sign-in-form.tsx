"use client";

import { useActionState } from "react";
import { SubmitButton } from "@/components/form/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { signInAction } from "./sign-in-action";

export function SignInForm({ next }: { next: string }) {
  const [state, action] = useActionState(signInAction, { message: null, email: "" });
  return (
    <form action={action} className="grid gap-4">
      {state.message ? <Notice kind="error" title={state.message} /> : null}
      <input type="hidden" name="next" value={next} />
      <Field label="E-mail">
        {(control) => (
          <Input {...control} type="email" name="email" autoComplete="username" required defaultValue={state.email} />
        )}
      </Field>
      <Field label="Password">
        {(control) => <Input {...control} type="password" name="password" autoComplete="current-password" required />}
      </Field>
      <SubmitButton>Sign in</SubmitButton>
    </form>
  );
}
