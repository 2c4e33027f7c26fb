import type { Metadata } from "next";
import { FullPageMessage } from "@/components/shell/full-page-message";
import { ButtonLink } from "@/components/ui/button-link";

export const metadata: Metadata = { title: "Not found" };

export default function SectionNotFound() {
  return (
    <FullPageMessage title="There is nothing here" actions={<ButtonLink href="/">Go to your organization</ButtonLink>}>
      What this address named was deleted, or it belongs to an organization you aren't a member of.
    </FullPageMessage>
  );
}
