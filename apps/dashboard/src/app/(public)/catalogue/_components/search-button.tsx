"use client";

import { LoaderCircle, Search } from "lucide-react";
import { useFormStatus } from "react-dom";
import { buttonStyle } from "@/components/ui/button-style";

/** Says that a search is under way; the finds before it stay until then. */
export function SearchButton() {
  const { pending } = useFormStatus();
  const Icon = pending ? LoaderCircle : Search;
  return (
    <button type="submit" data-busy={pending} className={buttonStyle("primary", "md")}>
      <Icon aria-hidden className={pending ? "animate-spin" : ""} />
      Search
      <span role="status" className="sr-only">
        {pending ? "Loading the finds" : ""}
      </span>
    </button>
  );
}
