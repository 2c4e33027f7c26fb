import type { GrantView } from "@policylayer/services/grants";
import Link from "next/link";
import { GrantStatus } from "@/components/grants/grant-status";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";

const BINDINGS_SHOWN = 3;

export function GrantTable({ organization, grants }: { organization: string; grants: readonly GrantView[] }) {
  return (
    <Table label="Grants">
      <thead>
        <tr>
          <Th>Label</Th>
          <Th>Status</Th>
          <Th className="max-md:hidden">Servers and policies</Th>
          <Th className="max-lg:hidden">Team</Th>
          <Th className="max-sm:hidden">Expires</Th>
          <Th className="max-sm:hidden">Last used</Th>
        </tr>
      </thead>
      <tbody>
        {grants.map((grant) => (
          <Tr key={grant.id} className="hover:bg-hover/60">
            <Td className="max-w-56">
              <Link
                href={`/${organization}/grants/${grant.id}`}
                className="block truncate rounded font-medium hover:underline hover:underline-offset-3"
              >
                {grant.label}
              </Link>
              <span className="block truncate font-mono text-muted text-xs">plg_…{grant.token_last4}</span>
            </Td>
            <Td>
              <GrantStatus status={grant.status} />
            </Td>
            <Td className="max-w-72 max-md:hidden">
              <Bindings bindings={grant.bindings} />
            </Td>
            <Td className="whitespace-nowrap text-muted max-lg:hidden">{grant.team_slug}</Td>
            <Td className="whitespace-nowrap text-muted max-sm:hidden">
              {grant.expires_at === null ? "Never" : <TimeText at={grant.expires_at} />}
            </Td>
            <Td className="whitespace-nowrap text-muted max-sm:hidden">
              {grant.last_used_at === null ? "Never" : <TimeText at={grant.last_used_at} />}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Bindings({ bindings }: { bindings: GrantView["bindings"] }) {
  if (bindings.length === 0) return <span className="text-muted">None</span>;
  const rest = bindings.length - BINDINGS_SHOWN;
  return (
    <ul className="grid gap-0.5 text-[0.8125rem]">
      {bindings.slice(0, BINDINGS_SHOWN).map((binding) => (
        <li key={binding.server} className="truncate">
          <span className="font-mono">{binding.server_slug}</span>
          <span className="text-muted"> → {binding.policy_name ?? "no policy"}</span>
        </li>
      ))}
      {rest > 0 ? <li className="text-muted">and {rest} more</li> : null}
    </ul>
  );
}
