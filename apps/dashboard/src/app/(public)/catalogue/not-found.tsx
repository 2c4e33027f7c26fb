import { SearchX } from "lucide-react";
import { CATALOGUE } from "@/components/catalogue/catalogue-address";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotInCatalogue() {
  return (
    <>
      <h1 className="sr-only">Not in the catalogue</h1>
      <EmptyState
        icon={SearchX}
        title="Not in the catalogue"
        action={
          <ButtonLink href={CATALOGUE} variant="primary">
            Search the catalogue
          </ButtonLink>
        }
      >
        No server or tool has this address. A server that isn’t here is unknown, not harmless: register it, and its
        tools are listed and classified before an agent sees them.
      </EmptyState>
    </>
  );
}
