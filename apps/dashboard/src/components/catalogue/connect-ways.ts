import type { CataloguePackage, CatalogueServerView } from "@policylayer/services/catalogue";

/** A way to reach a server, as its page shows it. */
export type ConnectWay =
  | {
      readonly kind: "address";
      readonly url: string;
      /** The address has no variable in it: PolicyLayer can be given it as it is. */
      readonly isWhole: boolean;
      readonly transport: string;
      readonly needs: readonly string[];
    }
  | {
      readonly kind: "package";
      readonly registry: string;
      readonly identifier: string;
      /** Serves it at an address; null where the name isn't one that a shell takes as it stands. */
      readonly command: string | null;
      readonly needs: readonly string[];
    };

const TRANSPORTS = { stdio: "stdio", "streamable-http": "Streamable HTTP", sse: "HTTP+SSE" } as const;
/** Names that mean the same to every shell, whatever they are said to be. */
const NPM = /^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;
const PYPI = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const VERSION = /^[A-Za-z0-9][A-Za-z0-9.+_-]*$/;

/** How a server is reached: by its addresses, else by the packages that it can be run from. */
export function connectWays({ remotes, packages }: Pick<CatalogueServerView, "remotes" | "packages">): ConnectWay[] {
  return [
    ...remotes.map(
      ({ url, transport, headers }): ConnectWay => ({
        kind: "address",
        url,
        isWhole: !/[{}]/.test(url),
        transport: TRANSPORTS[transport],
        needs: headers.filter(({ required, secret }) => required || secret).map(({ name }) => name),
      }),
    ),
    ...packages.map(
      (each): ConnectWay => ({
        kind: "package",
        registry: each.registry,
        identifier: each.identifier,
        command: each.transport === "stdio" ? commandFor(each) : null,
        needs: each.environment.filter(({ required, secret }) => required || secret).map(({ name }) => name),
      }),
    ),
  ];
}

/** The address to register it by; null when it has none that is whole. */
export function registrableUrl(server: Pick<CatalogueServerView, "remotes">): string | null {
  const whole = server.remotes.filter(({ url, transport }) => !/[{}]/.test(url) && transport !== "stdio");
  return (whole.find(({ transport }) => transport === "streamable-http") ?? whole[0])?.url ?? null;
}

function commandFor({ registry, identifier, version }: CataloguePackage): string | null {
  const at = version !== null && VERSION.test(version) ? version : null;
  if (registry === "npm" && NPM.test(identifier)) return served(`npx -y ${identifier}${at === null ? "" : `@${at}`}`);
  if (registry === "pypi" && PYPI.test(identifier)) return served(`uvx ${identifier}${at === null ? "" : `@${at}`}`);
  return null;
}

function served(command: string): string {
  return `npx -y supergateway --stdio "${command}" --outputTransport streamableHttp --stateful --port 8000`;
}
