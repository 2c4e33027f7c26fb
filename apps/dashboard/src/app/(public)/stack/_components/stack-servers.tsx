import type { CatalogueStackServer } from "@policylayer/services/catalogue";
import type { StackReport } from "@policylayer/stack";
import { X } from "lucide-react";
import Link from "next/link";
import { stackHref } from "@/components/stack/stack-address";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { SeverityChip } from "./severity-chip";

interface StackServersProps {
  readonly servers: readonly CatalogueStackServer[];
  readonly report: StackReport;
}

/** The servers of the stack, each with a link that takes it out. */
export function StackServers({ servers, report }: StackServersProps) {
  if (servers.length === 0) return null;
  const slugs = servers.map(({ slug }) => slug);
  return (
    <Card title={servers.length === 1 ? "1 server" : `${servers.length} servers`} isFlush>
      <ul className="divide-y divide-line">
        {servers.map(({ slug, title, tools }, index) => (
          <li key={slug} className="flex items-center gap-3 py-2 pr-2 pl-4 sm:pl-5">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{title}</p>
              <p className="text-[0.8125rem] text-muted">
                {tools === null ? "tools not known" : `${tools.length} ${tools.length === 1 ? "tool" : "tools"}`}
              </p>
            </div>
            <SeverityChip severity={report.servers[index]?.severity ?? "high"} />
            <Link
              href={stackHref(slugs.filter((other) => other !== slug))}
              aria-label={`Take ${title} out`}
              className={buttonStyle("ghost", "icon")}
            >
              <X aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
