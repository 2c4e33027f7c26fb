import type { ApiKeyView } from "@policylayer/services/api-keys";
import { GrantStatus } from "@/components/grants/grant-status";
import { roleLabel } from "@/components/role-words";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import { RevokeApiKeyButton } from "./revoke-api-key-button";

interface ApiKeyTableProps {
  readonly organization: string;
  readonly keys: readonly ApiKeyView[];
  readonly canRevoke: boolean;
}

export function ApiKeyTable({ organization, keys, canRevoke }: ApiKeyTableProps) {
  return (
    <Table label="API keys">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Status</Th>
          <Th className="max-sm:hidden">Role</Th>
          <Th className="max-md:hidden">Expires</Th>
          <Th className="max-sm:hidden">Last used</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Tr key={key.id}>
            <Td className="max-w-56">
              <span className="block truncate font-medium">{key.name}</span>
              <span className="block truncate font-mono text-muted text-xs">plk_…{key.key_last4}</span>
            </Td>
            <Td>
              <GrantStatus status={key.status} />
            </Td>
            <Td className="whitespace-nowrap max-sm:hidden">{roleLabel(key.role)}</Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">
              {key.expires_at === null ? "Never" : <TimeText at={key.expires_at} />}
            </Td>
            <Td className="whitespace-nowrap text-muted max-sm:hidden">
              {key.last_used_at === null ? "Never" : <TimeText at={key.last_used_at} />}
            </Td>
            <Td className="text-right">
              {canRevoke && key.status !== "revoked" ? (
                <RevokeApiKeyButton organization={organization} id={key.id} name={key.name} />
              ) : null}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
