import { riskClasses } from "@policylayer/risk";
import type { SearchParams } from "../page-params";
import { CATALOGUE } from "./catalogue-address";

export const RISKS = [...riskClasses, "none"] as const;
export const TRANSPORTS = ["streamable-http", "sse", "stdio"] as const;
type Risk = (typeof RISKS)[number];
type Transport = (typeof TRANSPORTS)[number];

const QUERY_MAX = 200;

/** What a search asks for, as the address of its page has it. */
export interface CatalogueQuery {
  readonly q: string;
  readonly risk: readonly Risk[];
  readonly transport: readonly Transport[];
  readonly official: boolean;
  readonly cursor: string | null;
}

/** Reads an address. What no form of ours writes is passed over; what is too long is cut. */
export function readQuery(params: SearchParams): CatalogueQuery {
  const all = (name: string): readonly string[] => [params[name] ?? []].flat();
  return {
    q: (all("q")[0] ?? "").trim().slice(0, QUERY_MAX),
    risk: RISKS.filter((risk) => all("risk").includes(risk)),
    transport: TRANSPORTS.filter((transport) => all("transport").includes(transport)),
    official: all("official").includes("1"),
    cursor: all("cursor")[0] || null,
  };
}

/** The address of a search; of a later page of it with a cursor. */
export function searchHref({ q, risk, transport, official, cursor }: CatalogueQuery): string {
  const query = new URLSearchParams([
    ...(q === "" ? [] : [["q", q]]),
    ...risk.map((each) => ["risk", each]),
    ...transport.map((each) => ["transport", each]),
    ...(official ? [["official", "1"]] : []),
    ...(cursor === null ? [] : [["cursor", cursor]]),
  ]);
  return query.size === 0 ? CATALOGUE : `${CATALOGUE}?${query}`;
}

/** As the search verb takes it. */
export function searchInput({ q, risk, transport, official, cursor }: CatalogueQuery) {
  return {
    q,
    ...(risk.length === 0 ? {} : { risk: [...risk] }),
    ...(transport.length === 0 ? {} : { transport: [...transport] }),
    ...(official ? { official } : {}),
    ...(cursor === null ? {} : { cursor }),
  };
}

export function isFiltered({ risk, transport, official }: CatalogueQuery): boolean {
  return risk.length > 0 || transport.length > 0 || official;
}
