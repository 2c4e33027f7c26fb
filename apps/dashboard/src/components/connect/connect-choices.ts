/** Where a grant's token is good for. */
export interface GrantUrls {
  /** The proxy's addresses by the servers' slugs. */
  readonly urls: Readonly<Record<string, string>>;
  /** Its one address for all of them. */
  readonly teamUrl: string;
  readonly teamSlug: string;
}

/** One thing that a client can be connected to. */
export interface ConnectChoice {
  readonly value: string;
  readonly label: string;
  /** What the client will call it. */
  readonly name: string;
  readonly url: string;
}

/** All servers behind one URL, where there are several, and each by itself. */
export function connectChoices({ urls, teamUrl, teamSlug }: GrantUrls): ConnectChoice[] {
  const each = Object.entries(urls).map(([slug, url]) => ({ value: `server:${slug}`, label: slug, name: slug, url }));
  if (each.length < 2) return each;
  return [{ value: "team", label: `All ${each.length} servers, by one URL`, name: teamSlug, url: teamUrl }, ...each];
}
