import type { DocumentChange } from "@policylayer/policy";
import type { PolicyVersionView } from "@policylayer/services/policies";
import { ChangeList } from "@/components/policy/change-list";
import { ButtonLink } from "@/components/ui/button-link";
import { Chip } from "@/components/ui/chip";
import { TimeText } from "@/components/ui/time-text";
import { RestoreVersionButton } from "../../_components/restore-version-button";

/** Sentences shown in the list; the comparison has them all. */
const SHOWN = 4;

export interface HistoryRow extends Omit<PolicyVersionView, "text"> {
  /** null: the first version. */
  readonly changes: readonly DocumentChange[] | null;
}

interface HistoryListProps {
  readonly organization: string;
  readonly policy: string;
  readonly current: number;
  readonly rows: readonly HistoryRow[];
  readonly canRestore: boolean;
}

/** Versions, newest first, each with what it changed. */
export function HistoryList({ organization, policy, current, rows, canRestore }: HistoryListProps) {
  const root = `/${organization}/policies/${policy}`;
  return (
    <ol aria-label="Versions" className="divide-y divide-line">
      {rows.map(({ version, message, author, created_at, changes }) => (
        <li
          key={version}
          className="grid grid-cols-1 gap-x-6 gap-y-3 px-4 py-4 sm:px-5 md:grid-cols-[minmax(0,1fr)_auto]"
        >
          <div className="grid min-w-0 grid-cols-1 gap-2">
            <div>
              <h3 className="flex flex-wrap items-center gap-2 font-medium">
                Version {version}
                {version === current ? <Chip tone="allow">In force</Chip> : null}
              </h3>
              <p className="break-words text-pretty">{message ?? <span className="text-muted">No message</span>}</p>
              <p className="text-[0.8125rem] text-muted">
                {author}, <TimeText at={created_at} />
              </p>
            </div>
            {changes === null ? (
              <p className="text-[0.8125rem] text-muted">The first version.</p>
            ) : (
              <ChangeList changes={changes.slice(0, SHOWN)} total={changes.length} />
            )}
          </div>
          <div className="flex flex-wrap items-start gap-2">
            {version === 1 ? null : (
              <ButtonLink
                href={`${root}/history?version=${version}`}
                size="sm"
                aria-label={`Compare version ${version}`}
              >
                Compare
              </ButtonLink>
            )}
            <ButtonLink
              href={version === current ? root : `${root}?version=${version}`}
              size="sm"
              aria-label={`Open version ${version}`}
            >
              Open
            </ButtonLink>
            {canRestore && version !== current ? (
              <RestoreVersionButton organization={organization} policy={policy} version={version} current={current} />
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
