"use client";

import type { PolicyView } from "@policylayer/services/policies";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { documentPointers } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import type { JsonEditorHandle } from "@/components/policy/json-editor";
import { PolicyWorkbench } from "@/components/policy/policy-workbench";
import type { ClassedTool } from "@/components/policy/summarise-tools";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type PolicyEdit, savePolicyAction } from "../actions";
import { VersionConflict } from "./version-conflict";

interface PolicyEditorProps {
  readonly organization: string;
  readonly policy: PolicyView;
  /** An old version to start from. */
  readonly restored?: { readonly version: number; readonly text: string };
  readonly tools: readonly ClassedTool[];
  readonly pointer?: string | undefined;
}

/**
 * Edits the version in force. What is typed stays typed whatever happens on the server; when somebody saves in between, it
 * says so before and after a save.
 */
export function PolicyEditor({ organization, policy, restored, tools, pointer }: PolicyEditorProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const editor = useRef<JsonEditorHandle | null>(null);
  const [initialText] = useState(restored?.text ?? policy.text);
  const [base, setBase] = useState({ version: policy.version, text: policy.text });
  const [text, setText] = useState(initialText);
  const save = useAction((edit: PolicyEdit) => savePolicyAction(organization, edit));
  const isDirty = text !== base.text;
  const isOutdated = policy.version > base.version;
  useLeaveWarning(isDirty);

  function saveOver(version: number) {
    const message = String(new FormData(form.current ?? undefined).get("message") ?? "").trim();
    save.run({ id: policy.id, document: text, message, ifMatch: version }, (saved) => {
      setBase(saved);
      editor.current?.replaceText(saved.text);
      setText(saved.text);
      form.current?.reset();
      toast.success(`Version ${saved.version} is saved and holds from the next call.`);
      if (restored === undefined) router.refresh();
      else router.replace(`/${organization}/policies/${policy.id}`, { scroll: false });
    });
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    saveOver(base.version);
  }

  /** What the server found wrong was said of the text as it was. */
  function change(changed: string) {
    setText(changed);
    if (save.error?.code === "INVALID") save.clearError();
  }

  function takeTheirs() {
    save.clearError();
    editor.current?.replaceText(policy.text);
    setText(policy.text);
    setBase({ version: policy.version, text: policy.text });
  }

  const isConflict = save.error?.code === "PRECONDITION_FAILED";
  return (
    <PolicyWorkbench
      text={text}
      initialText={initialText}
      tools={tools}
      pointer={pointer}
      error={save.error}
      handle={editor}
      onChange={change}
      onSave={() => form.current?.requestSubmit()}
    >
      <form ref={form} method="post" onSubmit={submit} className="grid gap-3 border-line border-b px-4 py-4">
        {isConflict ? null : <FormErrorNotice error={save.error} fields={documentPointers(save.error)} />}
        {isConflict || (isOutdated && !save.isPending) ? (
          <VersionConflict
            organization={organization}
            policy={policy}
            base={base.version}
            isDirty={isDirty}
            onTakeTheirs={takeTheirs}
            onKeepMine={() => saveOver(policy.version)}
          />
        ) : null}
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-52 flex-1">
            <Field label="Change message" isOptional>
              {(control) => (
                <Input
                  {...control}
                  name="message"
                  maxLength={500}
                  autoComplete="off"
                  placeholder="What changes, and why"
                  defaultValue={restored === undefined ? "" : `Restore version ${restored.version}`}
                />
              )}
            </Field>
          </div>
          <Button type="submit" variant="primary" isBusy={save.isPending} isDisabled={!isDirty}>
            Save policy
          </Button>
        </div>
      </form>
    </PolicyWorkbench>
  );
}

function useLeaveWarning(isDirty: boolean) {
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isDirty]);
}
