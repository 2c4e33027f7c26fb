import type { PolicyVersionView } from "@policylayer/services/policies";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";

interface VersionTableProps {
  readonly href: string;
  readonly current: number;
  readonly versions: readonly PolicyVersionView[];
}

const LINK = "rounded font-medium text-accent hover:underline hover:underline-offset-3";

export function VersionTable({ href, current, versions }: VersionTableProps) {
  return (
    <Table label="Versions">
      <thead>
        <tr>
          <Th>Version</Th>
          <Th>Message</Th>
          <Th className="max-sm:hidden">Author</Th>
          <Th>Saved</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {versions.map(({ version, message, author, created_at }) => (
          <Tr key={version}>
            <Td className="whitespace-nowrap">
              <span className="tabular mr-2 font-medium">{version}</span>
              {version === current ? <Chip tone="allow">In force</Chip> : null}
            </Td>
            <Td className="min-w-32 max-w-md break-words">
              {message ?? <span className="text-muted">No message</span>}
            </Td>
            <Td className="max-w-48 truncate text-muted max-sm:hidden">{author}</Td>
            <Td className="whitespace-nowrap text-muted">
              <TimeText at={created_at} />
            </Td>
            <Td className="text-right whitespace-nowrap">
              <span className="inline-flex gap-3">
                {version === 1 ? null : (
                  <Link
                    href={`${href}/history?version=${version}`}
                    className={LINK}
                    aria-label={`Changes of version ${version}`}
                  >
                    Changes
                  </Link>
                )}
                {version === current ? null : (
                  <Link href={`${href}?version=${version}`} className={LINK} aria-label={`View version ${version}`}>
                    View
                  </Link>
                )}
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
