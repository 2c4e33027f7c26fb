/** An upstream that answered with a redirect. It could point anywhere, so none is followed. */
export class RedirectRefused extends Error {
  override readonly name = "RedirectRefused";
  readonly code = "REDIRECT_REFUSED";

  constructor(
    readonly url: URL,
    readonly status: number,
    location: string | null,
  ) {
    // Only the origin and path of the target are shown: a query may hold a secret, and the text is the server's.
    const target = location !== null && URL.canParse(location, url.href) ? new URL(location, url) : null;
    const to = target === null ? "" : ` to ${`${target.origin}${target.pathname}`.slice(0, 200)}`;
    super(`${url.host} answered with a redirect (${status})${to}; redirects are not followed: use the final address`);
  }
}
