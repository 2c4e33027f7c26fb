import type { ListCallsInput } from "@policylayer/services/calls";
import { DECISION_NAMES } from "./decision-words";

/** The filters of the audit log, as the address holds them. Absent: any. */
export interface CallFilter {
  readonly decision?: NonNullable<ListCallsInput["decision"]>;
  readonly server?: string;
  readonly tool?: string;
  readonly grant?: string;
}

const NAMES = ["decision", "server", "tool", "grant"] as const;
const VALUE_LENGTH_MAX = 100;

/** Reads an address's query. A decision that doesn't exist is no filter; an overlong value neither. */
export function readCallFilter(read: (name: string) => string | undefined): CallFilter {
  const value = (name: (typeof NAMES)[number]) => {
    const text = read(name)?.trim() ?? "";
    return text === "" || text.length > VALUE_LENGTH_MAX ? undefined : text;
  };
  const wanted = value("decision");
  const decision = DECISION_NAMES.find((name) => name === wanted);
  const [server, tool, grant] = [value("server"), value("tool"), value("grant")];
  return {
    ...(decision === undefined ? {} : { decision }),
    ...(server === undefined ? {} : { server }),
    ...(tool === undefined ? {} : { tool }),
    ...(grant === undefined ? {} : { grant }),
  };
}

/** The query of a filter, with the call that is opened; "" when there is nothing to say. */
export function callQuery(
  filter: CallFilter,
  extra: { readonly call?: string; readonly cursor?: string } = {},
): string {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    const value = filter[name];
    if (value !== undefined) query.set(name, value);
  }
  if (extra.cursor !== undefined) query.set("cursor", extra.cursor);
  if (extra.call !== undefined) query.set("call", extra.call);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
