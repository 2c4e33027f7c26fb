import type { GrantLimitView } from "@policylayer/services/grants";
import Link from "next/link";
import { cn } from "../cn";
import { Chip } from "../ui/chip";
import { Table, Td, Th, Tr } from "../ui/table";
import { TimeText } from "../ui/time-text";
import { limitInWords, scopeInWords, subjectInWords, uncountedInWords } from "./limit-words";

/** A grant's limits, and what is left of each. */
export function LimitTable({ organization, limits }: { organization: string; limits: readonly GrantLimitView[] }) {
  const isOneServer = new Set(limits.map((limit) => limit.server)).size === 1;
  return (
    <Table label="Limits">
      <thead>
        <tr>
          <Th>Limit</Th>
          <Th>Used</Th>
          <Th className="max-sm:hidden">Room</Th>
        </tr>
      </thead>
      <tbody>
        {limits.map((limit) => (
          <Tr key={`${limit.server} ${limit.pointer}`}>
            <Td className="min-w-40 align-top">
              <LimitName organization={organization} limit={limit} isOneServer={isOneServer} />
            </Td>
            {limit.state === null ? (
              <Td colSpan={2} className="max-w-64 align-top text-[0.8125rem] text-muted">
                {uncountedInWords(limit)}
              </Td>
            ) : (
              <>
                <Td className="min-w-28 align-top">
                  <Meter used={limit.state.used} max={limit.max} />
                  <span className="text-[0.8125rem] text-muted sm:hidden">
                    <Room max={limit.max} state={limit.state} />
                  </span>
                </Td>
                <Td className="whitespace-nowrap align-top text-[0.8125rem] max-sm:hidden">
                  <Room max={limit.max} state={limit.state} />
                </Td>
              </>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

interface LimitNameProps {
  readonly organization: string;
  readonly limit: GrantLimitView;
  readonly isOneServer: boolean;
}

function LimitName({ organization, limit, isOneServer }: LimitNameProps) {
  const { policy, pointer, server_slug, scope, shadow } = limit;
  const subject = subjectInWords(limit);
  return (
    <>
      <Link
        href={`/${organization}/policies/${policy}?rule=${encodeURIComponent(pointer)}`}
        className="rounded font-medium hover:underline hover:underline-offset-3"
      >
        {subject.word}{" "}
        {subject.name === null ? null : <code className="font-mono text-[0.8125rem]">{subject.name}</code>}
      </Link>
      {isOneServer ? null : <span className="text-muted"> on {server_slug}</span>}
      <span className="block text-[0.8125rem]">{limitInWords(limit)}</span>
      <span className="block text-[0.8125rem] text-muted">Counts {scopeInWords(scope)}</span>
      {shadow ? <Chip className="mt-1">Shadow: stops nothing</Chip> : null}
    </>
  );
}

/** "8 of 10", and a bar that repeats it. */
function Meter({ used, max }: { used: number; max: number }) {
  const share = max === 0 ? 1 : Math.min(1, used / max);
  return (
    <div className="grid gap-1">
      <span className="tabular">
        {used} of {max}
      </span>
      <span aria-hidden className="block h-1.5 w-full max-w-32 overflow-hidden rounded-full bg-quiet-soft">
        <span
          className={cn("block h-full rounded-full", share >= 1 ? "bg-deny" : share >= 0.8 ? "bg-limit" : "bg-allow")}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </div>
  );
}

function Room({ max, state }: { max: number; state: NonNullable<GrantLimitView["state"]> }) {
  const { remaining, room_at, free_at } = state;
  if (max === 0) return <>Never any</>;
  if (remaining === 0 && room_at !== null) {
    return (
      <>
        <span className="block font-medium text-deny">None left</span>
        <span className="block text-muted">
          Again at <TimeText at={room_at} show="clock" />
        </span>
      </>
    );
  }
  return (
    <>
      <span className="block">{remaining} left</span>
      {free_at === null ? null : (
        <span className="block text-muted">
          All free at <TimeText at={free_at} show="clock" />
        </span>
      )}
    </>
  );
}
