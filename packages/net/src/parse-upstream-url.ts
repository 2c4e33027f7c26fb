export type UpstreamUrl = { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly message: string };

const LENGTH_MAX = 2_048;

/** Ports from 1024 that the Fetch standard forbids ("bad ports"): a request to one fails whatever listens there. */
const BAD_PORTS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/**
 * The address of an upstream server, as a person typed it. http and https only, no user name or password, no fragment, port
 * 80, 443 or one from 1024. `message` is a lower-case clause that follows "the URL". Whether the host may be reached is decided
 * when connecting: a name can point elsewhere by then. Store `url.href`, the normalised form.
 */
export function parseUpstreamUrl(text: string): UpstreamUrl {
  const trimmed = text.trim();
  if (trimmed === "") return refuse("is empty; give one that starts with https://");
  if (trimmed.length > LENGTH_MAX) return refuse(`is longer than ${LENGTH_MAX} characters`);
  // `new URL` would silently drop tabs and line breaks and turn a backslash into a slash: what is shown isn't what is reached.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (/[\s\u0000-\u001f\u007f\\]/.test(trimmed)) return refuse("contains a space, a control character or a backslash");
  if (!/^https?:\/\/[^/?#]/i.test(trimmed)) return refuse("must start with https:// or http:// and name a host");
  if (!URL.canParse(trimmed)) return refuse("is not a valid URL; check the host and the port");
  const url = new URL(trimmed);
  if (/^[^/?#]*@/.test(trimmed.slice(trimmed.indexOf("//") + 2))) {
    return refuse("must not contain a user name or password; send credentials as a header");
  }
  if (trimmed.includes("#")) return refuse("must not contain a fragment (#…)");
  const port = url.port === "" ? null : Number(url.port);
  if (port !== null && port !== 80 && port !== 443 && (port < 1024 || BAD_PORTS.has(port))) {
    return refuse(`uses port ${port}, which is not for HTTP; use 80, 443 or one from 1024`);
  }
  return { ok: true, url };
}

function refuse(message: string): UpstreamUrl {
  return { ok: false, message };
}
