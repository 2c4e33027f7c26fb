"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useId, useRef, useState } from "react";
import { problemOf } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { EXPIRY_CHOICES, EXPIRY_DEFAULT } from "@/components/grants/expiry-choices";
import { ROLES } from "@/components/role-words";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { createApiKeyAction, type NewApiKey } from "../actions";

/** Asks for a name and a role, then shows the key, the one time there is. */
export function CreateApiKey({ organization }: { organization: string }) {
  const router = useRouter();
  const formId = useId();
  const stored = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const create = useAction((wanted: NewApiKey) => createApiKeyAction(organization, wanted));

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const role = ROLES.find((one) => one.role === form.get("role"))?.role ?? "viewer";
    const wanted = { name: String(form.get("name") ?? ""), role, expiry: String(form.get("expiry") ?? "") };
    create.run(wanted, (created) => {
      setIsOpen(false);
      setKey(created.key);
      router.refresh();
    });
  }

  return (
    <>
      <Button variant="primary" onClick={() => setIsOpen(true)}>
        <Plus aria-hidden />
        Create API key
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title="Create API key">
        <DialogBody>
          <form id={formId} method="post" onSubmit={submit} className="grid gap-4">
            <FormErrorNotice error={create.error} fields={["/name", "/role", "/expires_at"]} />
            <Field label="Name" error={problemOf(create.error, "/name")}>
              {(control) => (
                <Input
                  {...control}
                  name="name"
                  required
                  maxLength={100}
                  autoComplete="off"
                  placeholder="Deploy pipeline"
                />
              )}
            </Field>
            <Field label="Role" error={problemOf(create.error, "/role")} hint="A key acts for the whole organization.">
              {(control) => (
                <Select {...control} name="role" defaultValue="viewer">
                  {ROLES.map(({ role, label, sentence }) => (
                    <option key={role} value={role}>
                      {label}: {sentence}
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
          </form>
        </DialogBody>
        <DialogFooter>
          <Button onClick={() => setIsOpen(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={create.isPending}>
            Create key
          </Button>
        </DialogFooter>
      </Dialog>
      <Dialog
        isOpen={key !== null}
        onClose={() => setKey(null)}
        isLocked
        initialFocus={stored}
        title="Store this key now"
        description="It is shown this once. Only its hash is kept, so nobody can show it again."
      >
        <DialogBody>
          <div className="flex items-center gap-2">
            <Input
              aria-label="API key"
              readOnly
              value={key ?? ""}
              onFocus={(event) => event.target.select()}
              className="bg-sunken font-mono text-[0.8125rem]"
            />
            <CopyButton text={key ?? ""} label="Copy API key" caption="Copy" className="h-9" />
          </div>
        </DialogBody>
        <DialogFooter>
          <Button ref={stored} variant="primary" onClick={() => setKey(null)}>
            I have stored it
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}
