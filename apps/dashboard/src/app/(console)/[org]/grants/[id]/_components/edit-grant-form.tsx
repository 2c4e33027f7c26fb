"use client";

import type { GrantView } from "@policylayer/services/grants";
import { useRouter } from "next/navigation";
import type { SubmitEvent } from "react";
import { toast } from "sonner";
import { problemOf } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { readBindings, type ServerChoice } from "@/components/grants/binding-choices";
import { BindingFields } from "@/components/grants/binding-fields";
import { EXPIRY_CHOICES } from "@/components/grants/expiry-choices";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type GrantEdit, updateGrantAction } from "../actions";

const KEEP = "keep";

interface EditGrantFormProps {
  readonly organization: string;
  readonly grant: GrantView;
  readonly choices: readonly ServerChoice[];
  /** Without it only the policies can be chosen. */
  readonly canManage: boolean;
}

export function EditGrantForm({ organization, grant, choices, canManage }: EditGrantFormProps) {
  const router = useRouter();
  const update = useAction((edit: GrantEdit) => updateGrantAction(organization, edit));

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const label = String(form.get("label") ?? "");
    const expiry = String(form.get("expiry") ?? KEEP);
    const edit = {
      id: grant.id,
      bindings: readBindings(form),
      ...(canManage && label !== grant.label ? { label } : {}),
      ...(canManage && expiry !== KEEP ? { expiry } : {}),
    };
    update.run(edit, () => {
      toast.success("Saved. It holds from the next call.");
      router.refresh();
    });
  }

  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      <FormErrorNotice error={update.error} fields={["/label", "/expires_at"]} />
      {canManage ? (
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Label" error={problemOf(update.error, "/label")}>
            {(control) => (
              <Input {...control} name="label" required maxLength={100} autoComplete="off" defaultValue={grant.label} />
            )}
          </Field>
          <Field label="Expiry" error={problemOf(update.error, "/expires_at")}>
            {(control) => (
              <Select {...control} name="expiry" defaultValue={KEEP}>
                <option value={KEEP}>Leave as it is</option>
                {EXPIRY_CHOICES.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {value === "never" ? "Never" : `${label} from now`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      ) : null}
      <BindingFields choices={choices} bindings={grant.bindings} canChooseServers={canManage} />
      <div>
        <Button type="submit" isBusy={update.isPending}>
          Save changes
        </Button>
      </div>
    </form>
  );
}
