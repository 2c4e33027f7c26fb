"use client";

import type { PublishedListing } from "@policylayer/services/catalogue";
import { Globe, Lock, type LucideIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, type SubmitEvent, useEffect, useId, useRef, useState } from "react";
import { serverHref } from "@/components/catalogue/catalogue-address";
import { counted } from "@/components/catalogue/count-words";
import { problemOf } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { publishServerAction } from "../actions";

interface PublishServerButtonProps {
  readonly organization: string;
  readonly server: { readonly id: string; readonly name: string };
  /** What of the server's address becomes public; null: a part of it looks like a secret. */
  readonly address: string | null;
  /** What it is called in the catalogue unless somebody says otherwise. */
  readonly catalogueName: string;
}

/** Makes the server's tools public, after saying exactly what that is and asking for consent. */
export function PublishServerButton({ organization, server, address, catalogueName }: PublishServerButtonProps) {
  const router = useRouter();
  const form = useId();
  const nameInput = useRef<HTMLInputElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [published, setPublished] = useState<PublishedListing | null>(null);
  const publish = useAction((input: { name: string; title: string; consent: boolean }) =>
    publishServerAction(organization, { ...input, id: server.id }),
  );

  // The one field that a server refuses: whoever sent the form is taken to it, and hears why.
  const nameProblem = problemOf(publish.error, "/name");
  useEffect(() => {
    if (nameProblem !== undefined) nameInput.current?.focus();
  }, [nameProblem]);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? "");
    publish.run(
      { name: text("name"), title: text("title"), consent: fields.get("consent") === "yes" },
      ({ published: result }) => {
        setPublished(result);
        router.refresh();
      },
    );
  }

  function close() {
    publish.clearError();
    setIsOpen(false);
    setPublished(null);
  }

  const isForm = published === null && address !== null;
  const isBesideField = ["/name", "/title"].some((field) => problemOf(publish.error, field) !== undefined);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Globe aria-hidden />
        Publish
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={published === null ? `Publish ${server.name} in the catalogue` : `${server.name} is in the catalogue`}
      >
        <DialogBody className="grid gap-4">
          {published === null ? null : (
            <Notice kind="success" title={`${counted(published.tools, "tool")} published`}>
              Everybody who opens this PolicyLayer can read them.
            </Notice>
          )}
          {published === null && address === null ? (
            <Notice kind="warning" title="This server’s address can’t become public">
              A part of its path looks like a secret, so nothing of it is published. If the server takes the secret in a
              header, register it with that instead.
            </Notice>
          ) : null}
          {isForm ? (
            <>
              <WhatBecomesPublic address={address} />
              <form id={form} method="post" onSubmit={submit} className="grid gap-4">
                {isBesideField ? null : <FormErrorNotice error={publish.error} fields={["/consent"]} />}
                <Field
                  label="Name in the catalogue"
                  error={nameProblem}
                  hint="Two parts, like acme/mcp. The address of its page, which stays."
                >
                  {(control) => (
                    <Input
                      {...control}
                      ref={nameInput}
                      name="name"
                      required
                      maxLength={200}
                      defaultValue={catalogueName}
                    />
                  )}
                </Field>
                <Field label="Title" error={problemOf(publish.error, "/title")}>
                  {(control) => <Input {...control} name="title" required maxLength={100} defaultValue={server.name} />}
                </Field>
                <label className="flex items-start gap-2.5">
                  <input
                    type="checkbox"
                    name="consent"
                    value="yes"
                    required
                    className="mt-0.5 size-4 shrink-0 accent-[var(--accent)]"
                  />
                  <span>I may make this public, and PolicyLayer may connect to the server now to list its tools.</span>
                </label>
              </form>
            </>
          ) : null}
        </DialogBody>
        <DialogFooter>
          <Button onClick={close}>{isForm ? "Cancel" : "Close"}</Button>
          {isForm ? (
            <Button type="submit" form={form} variant="primary" isBusy={publish.isPending}>
              Publish
            </Button>
          ) : null}
          {published === null ? null : (
            <ButtonLink href={serverHref(published.slug)} variant="primary">
              Open its public page
            </ButtonLink>
          )}
        </DialogFooter>
      </Dialog>
    </>
  );
}

function WhatBecomesPublic({ address }: { address: string }) {
  return (
    <div className="grid gap-3.5 text-[0.8125rem]">
      <Part icon={Globe} title="Public, for everybody who opens this PolicyLayer">
        <li>
          <code className="font-mono [overflow-wrap:anywhere]">{address}</code>
        </li>
        <li>The name and the title below</li>
        <li>Of each tool its name, parameters, hints and description, as the server lists them without credentials</li>
      </Part>
      <Part icon={Lock} title="Neither published nor used for it">
        <li>Static headers, and what stands after the “?” of the address</li>
        <li>Policies, grants and calls</li>
      </Part>
    </div>
  );
}

function Part({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 gap-y-1">
      <Icon aria-hidden className="mt-0.5 size-4 text-muted" />
      <h3 className="font-medium">{title}</h3>
      <ul className="col-start-2 grid list-disc gap-0.5 pl-4 text-muted marker:text-line">{children}</ul>
    </section>
  );
}
