const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

export interface OriginSettings {
  readonly publicUrl: string;
  readonly bindHost: string;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
}

export interface OriginCheck {
  /** Whether a `Host` names this proxy. A page whose name was made to point here (DNS rebinding) sends its own. */
  isOurHost(host: string | null): boolean;
  /** Whether a page of this origin may call. */
  isAllowedOrigin(origin: string): boolean;
}

/**
 * Host and Origin are checked here because nobody behind can: towards the upstream the Host is rewritten. Loopback names
 * pass only where nothing but this machine gets in.
 */
export function buildOriginCheck(settings: OriginSettings): OriginCheck {
  const publicUrl = new URL(settings.publicUrl);
  const isLoopbackBound = isLoopback(settings.bindHost) || settings.bindHost === "::1";
  const hosts = new Set([publicUrl.hostname, ...settings.allowedHosts.map((host) => hostname(host) ?? "")]);
  const origins = new Set([publicUrl.origin, ...settings.allowedOrigins]);
  if (isLoopbackBound) for (const name of LOOPBACK) hosts.add(name);
  // Nearly every request names the same one.
  let lastOfOurs: string | null = null;

  return {
    isOurHost(host) {
      if (host === null || host === lastOfOurs) return host !== null;
      const name = hostname(host);
      if (name === null || !hosts.has(name)) return false;
      lastOfOurs = host;
      return true;
    },
    isAllowedOrigin(origin) {
      if (origins.has(origin)) return true;
      if (!isLoopbackBound || !URL.canParse(origin)) return false;
      const url = new URL(origin);
      return url.origin === origin && isLoopback(url.hostname);
    },
  };
}

function isLoopback(name: string): boolean {
  return LOOPBACK.has(name) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/;

/** The name of a `Host` value, in lower case and without port; null when it is none. */
function hostname(host: string): string | null {
  return HOST.exec(host.toLowerCase())?.[1] ?? null;
}
