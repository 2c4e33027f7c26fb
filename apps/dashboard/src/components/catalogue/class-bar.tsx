import { type RiskClass, riskClasses } from "@policylayer/risk";
import type { ClassCounts } from "@policylayer/services/catalogue";
import { CLASS_WORDS } from "../tools/risk-words";

const FILLS: Readonly<Record<RiskClass, string>> = {
  read: "bg-allow",
  write: "bg-limit",
  execute: "bg-ask",
  destructive: "bg-deny",
  financial: "bg-danger",
};

/** How a server's tools divide into classes. The words beside it say the same. */
export function ClassBar({ counts }: { counts: ClassCounts }) {
  const shown = riskClasses.filter((rated) => counts[rated] > 0);
  return (
    <div className="min-w-0">
      <span aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full bg-sunken">
        {shown.map((rated) => (
          <span key={rated} className={FILLS[rated]} style={{ flexGrow: counts[rated] }} />
        ))}
      </span>
      <ul className="mt-1.5 flex flex-wrap gap-x-3 gap-y-0.5 text-muted text-xs">
        {shown.toReversed().map((rated) => (
          <li key={rated} className="flex items-center gap-1.5">
            <span aria-hidden className={`size-2 rounded-full ${FILLS[rated]}`} />
            {counts[rated]} {CLASS_WORDS[rated].word}
          </li>
        ))}
      </ul>
    </div>
  );
}
