"use client";

import type { PublishedListing } from "@policylayer/services/catalogue";
import { Globe } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useId, useState } from "react";
import { serverHref } from "@/components/catalogue/catalogue-address";
import { counted } from "@/components/catalogue/count-words";
import { problemOf } from "@/components/form/action-result";
import { FormErrorNotice } from "@/components/form/form-error-notice";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
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
  const [isOpen, setIsOpen] = useState(false);
  const [published, setPublished] = useState<PublishedListing | null>(null);
  const publish = useAction((input: { name: string; title: string; consent: boolean }) =>
    publishServerAction(organization, { ...input, id: server.id }),
  );

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

  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Globe aria-hidden />
        Publish
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title="Publish its tools in the catalogue">
        <DialogBody className="grid gap-4">
          {published === null ? null : <Done published={published} />}
          {published === null && address === null ? (
            <Notice kind="warning" title="This server’s address can’t become public">
              A part of its path looks like a secret. Nothing is published.
            </Notice>
          ) : null}
          {published === null && address !== null ? (
            <>
              <WhatBecomesPublic address={address} />
              <form id={form} method="post" onSubmit={submit} className="grid gap-4">
                <FormErrorNotice error={publish.error} fields={["/name", "/title", "/consent"]} />
                <Field
                  label="Name in the catalogue"
                  error={problemOf(publish.error, "/name")}
                  hint="Two parts, like acme/mcp. The address of its page, which stays."
                >
                  {(control) => (
                    <Input {...control} name="name" required maxLength={200} defaultValue={catalogueName} />
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
          <Button onClick={close}>{published === null ? "Cancel" : "Close"}</Button>
          {published === null && address !== null ? (
            <Button type="submit" form={form} variant="primary" isBusy={publish.isPending}>
              Publish
            </Button>
          ) : null}
        </DialogFooter>
      </Dialog>
    </>
  );
}

function WhatBecomesPublic({ address }: { address: string }) {
  return (
    <div className="grid gap-2 text-[0.8125rem]">
      <p>
        <span className="font-medium">Public, for everybody who opens this PolicyLayer:</span> the name and title below,
        this address, and of each tool that the server lists without credentials its name, parameters, hints and
        description.
      </p>
      <code className="block rounded-md bg-sunken px-3 py-2 font-mono [overflow-wrap:anywhere]">{address}</code>
      <p className="text-muted">
        Neither used nor published: the static headers, what stands after the “?” of the address, policies, grants and
        calls. A server that lists nothing without credentials can’t be published.
      </p>
    </div>
  );
}

function Done({ published: { slug, tools } }: { published: PublishedListing }) {
  return (
    <Notice kind="success" title={`${counted(tools, "tool")} published`}>
      <Link href={serverHref(slug)} className="underline underline-offset-3">
        Open its public page
      </Link>
    </Notice>
  );
}
