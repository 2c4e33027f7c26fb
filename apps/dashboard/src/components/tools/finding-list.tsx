import type { FindingView } from "@policylayer/services/servers";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { cn } from "../cn";

const LOOKS = {
  high: { icon: CircleAlert, tone: "text-deny", word: "Alarming" },
  medium: { icon: TriangleAlert, tone: "text-limit", word: "Worth a look" },
  low: { icon: Info, tone: "text-muted", word: "Small" },
} as const;

/** What was found in a tool's definition, worst first, each with where it stands. */
export function FindingList({ findings, label }: { findings: readonly FindingView[]; label: string }) {
  return (
    <ul aria-label={label} className="grid gap-2">
      {findings.map(({ code, severity, pointer, message }) => {
        const { icon: Icon, tone, word } = LOOKS[severity];
        return (
          <li key={`${code} ${pointer} ${message}`} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
            <Icon aria-hidden className={cn("mt-0.5 size-4", tone)} />
            <span className="min-w-0 break-words">
              <span className={cn("font-medium", tone)}>{word}: </span>
              {message}
              {pointer === "" ? null : <code className="ml-1.5 break-all font-mono text-muted text-xs">{pointer}</code>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
