import type { ServerView } from "@policylayer/services/servers";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";

interface ServerTableProps {
  readonly organization: string;
  readonly servers: readonly ServerView[];
  /** `<proxy>/<org>/<team>` of the team whose addresses are copied here. */
  readonly proxyBase: string;
}

export function ServerTable({ organization, servers, proxyBase }: ServerTableProps) {
  return (
    <Table label="Servers">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th className="max-md:hidden">Upstream URL</Th>
          <Th className="text-right">Tools</Th>
          <Th className="max-sm:hidden">Last discovered</Th>
          <Th className="text-right">Proxy URL</Th>
        </tr>
      </thead>
      <tbody>
        {servers.map((server) => (
          <Tr key={server.id} className="hover:bg-hover/60">
            <Td className="max-w-64">
              <Link
                href={`/${organization}/servers/${server.slug}`}
                className="block truncate rounded font-medium hover:underline hover:underline-offset-3"
              >
                {server.name}
              </Link>
              <span className="block truncate font-mono text-muted text-xs">{server.slug}</span>
              {server.quarantined_count === 0 ? null : (
                <Chip tone="limit" className="mt-1">
                  {server.quarantined_count} held back
                </Chip>
              )}
            </Td>
            <Td className="max-w-80 max-md:hidden">
              <span className="block truncate font-mono text-muted text-xs" title={server.url}>
                {server.url}
              </span>
            </Td>
            <Td className="tabular text-right">{server.tool_count}</Td>
            <Td className="whitespace-nowrap text-muted max-sm:hidden">
              {server.discovered_at === null ? "Never" : <TimeText at={server.discovered_at} />}
            </Td>
            <Td className="text-right">
              <CopyButton text={`${proxyBase}/${server.slug}/mcp`} label={`Copy proxy URL of ${server.name}`} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
