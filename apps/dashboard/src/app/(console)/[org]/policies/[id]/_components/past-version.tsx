"use client";

import { PolicyWorkbench } from "@/components/policy/policy-workbench";
import type { ClassedTool } from "@/components/policy/summarise-tools";
import { ButtonLink } from "@/components/ui/button-link";
import { RestoreVersionButton } from "./restore-version-button";

interface PastVersionProps {
  readonly organization: string;
  readonly policy: string;
  readonly current: number;
  readonly shown: { readonly version: number; readonly text: string };
  readonly canEdit: boolean;
  readonly tools: readonly ClassedTool[];
  readonly pointer?: string | undefined;
}

/** A version as it was saved, to be read: an old one, or any for somebody who can't edit. */
export function PastVersion({ organization, policy, current, shown, canEdit, tools, pointer }: PastVersionProps) {
  const href = `/${organization}/policies/${policy}`;
  const isOld = shown.version !== current;
  return (
    <PolicyWorkbench text={shown.text} initialText={shown.text} tools={tools} isReadOnly pointer={pointer}>
      <div className="flex flex-wrap items-center justify-between gap-3 border-line border-b px-4 py-3">
        <p className="font-medium">
          Version {shown.version}
          {isOld ? <span className="font-normal text-muted"> of {current}, no longer in force</span> : null}
        </p>
        <div className="flex flex-wrap gap-2">
          {isOld ? (
            <ButtonLink href={href} size="sm">
              Go to version {current}
            </ButtonLink>
          ) : null}
          {isOld ? (
            <ButtonLink href={`${href}/history?version=${current}&from=${shown.version}`} size="sm">
              What changed since
            </ButtonLink>
          ) : null}
          {isOld && canEdit ? (
            <ButtonLink href={`${href}?from=${shown.version}`} size="sm">
              Edit from this version
            </ButtonLink>
          ) : null}
          {isOld && canEdit ? (
            <RestoreVersionButton
              organization={organization}
              policy={policy}
              version={shown.version}
              current={current}
            />
          ) : null}
        </div>
      </div>
    </PolicyWorkbench>
  );
}
