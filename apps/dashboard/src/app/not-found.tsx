import type { Metadata } from "next";
import { FullPageMessage } from "@/components/shell/full-page-message";
import { ButtonLink } from "@/components/ui/button-link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <FullPageMessage title="There is nothing here" actions={<ButtonLink href="/">Go to the start</ButtonLink>}>
      The address may be mistyped, or what it named was deleted. It may also belong to an organization you aren't a
      member of.
    </FullPageMessage>
  );
}
