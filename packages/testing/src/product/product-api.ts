/** What `npm run admin -- bootstrap` prints. */
export interface Bootstrapped {
  readonly organization: { readonly slug: string };
  readonly team: { readonly slug: string };
  readonly user: { readonly email: string };
  readonly password: string;
  readonly api_key: string;
  readonly dashboard_url: string;
  readonly proxy_url: string;
}

/** A running product as a script sees it. */
export interface ProductApi {
  readonly bootstrapped: Bootstrapped;
  /** A request to the REST API. Throws, with the answer's text, on a status other than `expected` (default: any 2xx). */
  api<T>(method: string, path: string, body?: unknown, options?: { expected?: number; ifMatch?: string }): Promise<T>;
}

/** The REST API under the bootstrapped organization's key. */
export function productApi(bootstrapped: Bootstrapped): ProductApi {
  return {
    bootstrapped,
    async api<T>(
      method: string,
      path: string,
      body?: unknown,
      options: { expected?: number; ifMatch?: string } = {},
    ): Promise<T> {
      const answer = await fetch(`${bootstrapped.dashboard_url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${bootstrapped.api_key}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(options.ifMatch === undefined ? {} : { "if-match": options.ifMatch }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      const isExpected = options.expected === undefined ? answer.ok : answer.status === options.expected;
      if (!isExpected) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return JSON.parse(text === "" ? "null" : text);
    },
  };
}
