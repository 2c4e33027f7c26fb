import type { GrantView } from "@policylayer/services/grants";
import { Ban, Check, Clock } from "lucide-react";
import { Chip } from "../ui/chip";

/** Whether a credential works, in a word. Also for API keys: their states are the same. */
export function GrantStatus({ status }: { status: GrantView["status"] }) {
  switch (status) {
    case "active":
      return (
        <Chip tone="allow">
          <Check aria-hidden />
          Active
        </Chip>
      );
    case "expired":
      return (
        <Chip tone="limit">
          <Clock aria-hidden />
          Expired
        </Chip>
      );
    case "revoked":
      return (
        <Chip tone="quiet">
          <Ban aria-hidden />
          Revoked
        </Chip>
      );
  }
}
