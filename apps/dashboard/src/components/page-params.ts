export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** One value of an address's query; of several the first, and nothing for an empty one. */
export function oneParam(params: SearchParams, name: string): string | undefined {
  const value = params[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === "" ? undefined : first;
}

/** What Next hands to a page whose address has these parts. */
export interface PageOf<Params extends Readonly<Record<string, string>>> {
  readonly params: Promise<Params>;
  readonly searchParams: Promise<SearchParams>;
}
