"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useRef, useState } from "react";
import { toast } from "sonner";
import { documentPointers, problemOf } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { PolicyWorkbench } from "@/components/policy/policy-workbench";
import type { ClassedTool } from "@/components/policy/summarise-tools";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createPolicyAction, type NewPolicy } from "./actions";

interface NewPolicyFormProps {
  readonly organization: string;
  readonly server: string;
  readonly suggestedName: string;
  readonly draft: string;
  readonly tools: readonly ClassedTool[];
}

export function NewPolicyForm({ organization, server, suggestedName, draft, tools }: NewPolicyFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState(draft);
  const create = useAction((policy: NewPolicy) => createPolicyAction(organization, policy));

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "");
    create.run({ server, name, document: text }, ({ id }) => {
      toast.success(`${name} is saved as version 1.`);
      router.push(`/${organization}/policies/${id}`);
    });
  }

  /** What the server found wrong was said of the text as it was. */
  function change(changed: string) {
    setText(changed);
    if (create.error?.code === "INVALID") create.clearError();
  }

  return (
    <PolicyWorkbench
      text={text}
      initialText={draft}
      tools={tools}
      error={create.error}
      onChange={change}
      onSave={() => form.current?.requestSubmit()}
    >
      <form ref={form} method="post" onSubmit={submit} className="grid gap-3 border-line border-b px-4 py-4">
        <FormErrorNotice error={create.error} fields={["/name", ...documentPointers(create.error)]} />
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-52 flex-1">
            <Field label="Policy name" error={problemOf(create.error, "/name")}>
              {(control) => (
                <Input
                  {...control}
                  name="name"
                  required
                  maxLength={100}
                  autoComplete="off"
                  defaultValue={suggestedName}
                />
              )}
            </Field>
          </div>
          <Button type="submit" variant="primary" isBusy={create.isPending}>
            Create policy
          </Button>
        </div>
      </form>
    </PolicyWorkbench>
  );
}
