"use client";

import { CircleCheck, CircleDashed, LoaderCircle } from "lucide-react";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useRef, useState } from "react";
import { toast } from "sonner";
import type { DraftedStart } from "@/components/catalogue/drafted-start";
import { problemOf } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createServerAction, type FoundTools, testConnectionAction } from "./actions";
import { ConnectionResult } from "./connection-result";
import { DraftedPolicy, draftRef, StartNotes } from "./drafted-policy";
import { HeaderRows } from "./header-rows";
import { nameFromUrl } from "./name-from-url";
import { readServerForm, type ServerFormValues } from "./server-form-values";

const FIELDS = ["/name", "/url", "/headers"];

interface NewServerFormProps {
  readonly organization: string;
  /** What is known of the server already, from a page that led here. */
  readonly start: {
    readonly name: string | undefined;
    readonly url: string | undefined;
    /** The entry of the catalogue that it is added from. */
    readonly drafted: DraftedStart | null;
  };
}

export function NewServerForm({ organization, start }: NewServerFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const isNameTouched = useRef(start.name !== undefined);
  const [found, setFound] = useState<FoundTools | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  const test = useAction((values: ServerFormValues) => testConnectionAction(organization, values));
  const [isDraftWanted, setIsDraftWanted] = useState(start.drafted?.policy != null);
  const create = useAction((values: ServerFormValues) =>
    createServerAction(organization, values, isDraftWanted ? draftRef(start.drafted) : null),
  );
  const error = test.error ?? create.error;
  const isBusy = test.isPending || create.isPending;

  function read(): ServerFormValues | null {
    setFound(null);
    create.clearError();
    return form.current === null ? null : readServerForm(new FormData(form.current));
  }

  function testOnly() {
    if (form.current?.reportValidity() !== true) return;
    const values = read();
    setIsAdding(false);
    if (values !== null) test.run(values, setFound);
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = read();
    if (values === null) return;
    setIsAdding(true);
    test.run(values, (result) => {
      setFound(result);
      create.run(values, ({ slug, tools, hasPolicy, policyProblem }) => {
        const count = `${tools} ${tools === 1 ? "tool" : "tools"}`;
        toast.success(`${values.name} is added with ${count}${hasPolicy ? " and the drafted policy" : ""}.`);
        if (policyProblem !== null) toast.error(`The drafted policy was not made: ${policyProblem}`);
        router.push(`/${organization}/servers/${slug}`);
      });
    });
  }

  function prefillName(url: string) {
    const name = form.current?.elements.namedItem("name");
    if (!isNameTouched.current && name instanceof HTMLInputElement) name.value = nameFromUrl(url);
  }

  return (
    <form ref={form} method="post" onSubmit={submit} className="max-w-2xl">
      <Card>
        <div className="grid gap-5">
          <FormErrorNotice error={error} fields={FIELDS} />
          <Field label="Server URL" error={problemOf(error, "/url")}>
            {(control) => (
              <Input
                {...control}
                name="url"
                type="url"
                required
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
                placeholder="https://mcp.example.com/mcp"
                defaultValue={start.url}
                onChange={(event) => prefillName(event.target.value)}
                className="font-mono text-[0.8125rem]"
              />
            )}
          </Field>
          <Field
            label="Name"
            hint="The address agents use is made from it and stays."
            error={problemOf(error, "/name")}
          >
            {(control) => (
              <Input
                {...control}
                name="name"
                required
                maxLength={100}
                autoComplete="off"
                defaultValue={start.name}
                onChange={(event) => {
                  isNameTouched.current = event.target.value !== "";
                }}
              />
            )}
          </Field>
          <StartNotes drafted={start.drafted} />
          <HeaderRows error={problemOf(error, "/headers")} />
          <DraftedPolicy drafted={start.drafted} isWanted={isDraftWanted} onChange={setIsDraftWanted} />
          <div aria-live="polite" className="empty:hidden">
            {isBusy && isAdding ? <Progress isConnected={found !== null} /> : null}
            {found !== null && !isBusy ? <ConnectionResult found={found} /> : null}
          </div>
          <div className="flex flex-wrap gap-2 border-line border-t pt-4">
            <Button type="submit" variant="primary" isBusy={isAdding && isBusy} isDisabled={isBusy}>
              Add server
            </Button>
            <Button onClick={testOnly} isBusy={!isAdding && isBusy} isDisabled={isBusy}>
              Test connection
            </Button>
            <ButtonLink href={`/${organization}/servers`} variant="ghost">
              Cancel
            </ButtonLink>
          </div>
        </div>
      </Card>
    </form>
  );
}

function Progress({ isConnected }: { isConnected: boolean }) {
  return (
    <ol className="grid gap-2">
      <ProgressStep state={isConnected ? "done" : "now"}>Connecting and listing the tools</ProgressStep>
      <ProgressStep state={isConnected ? "now" : "later"}>Saving the server and pinning its tools</ProgressStep>
    </ol>
  );
}

function ProgressStep({ state, children }: { state: "done" | "now" | "later"; children: string }) {
  const Icon = state === "done" ? CircleCheck : state === "now" ? LoaderCircle : CircleDashed;
  const style = state === "done" ? "text-allow" : state === "now" ? "animate-spin text-accent" : "text-muted";
  return (
    <li className={`flex items-center gap-2 ${state === "later" ? "text-muted" : ""}`}>
      <Icon aria-hidden className={`size-4 ${style}`} />
      {children}
      {state === "done" ? <span className="sr-only">: done</span> : null}
    </li>
  );
}
