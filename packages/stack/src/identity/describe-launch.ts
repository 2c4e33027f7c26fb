import type { AddressLaunch, Launch, ProgramLaunch } from "../config/server-entry";
import { identifyServer } from "./identify-server";
import { looksSecret } from "./looks-secret";
import { plainPath, splitAddress } from "./remote-address";

/**
 * What starting or connecting to a server does, for the person on whose machine it happens: which program and package or
 * which address, and the names of what it is given. Values are counted, never shown.
 */
export function describeLaunch(launch: Launch): string {
  return launch.kind === "program" ? describeProgram(launch) : describeAddress(launch);
}

function describeProgram(launch: ProgramLaunch): string {
  const { command, args, env } = launch;
  const identity = identifyServer(launch);
  const isPackage = identity.kind === "npm" || identity.kind === "pypi" || identity.kind === "oci";
  const version = isPackage && identity.version !== null ? `@${identity.version}` : "";
  const what = isPackage ? ` for the ${KINDS[identity.kind]} ${identity.name}${version}` : "";
  const given = count(args.length, "argument");
  return `run ${shownCommand(command)}${what}, ${given}${named(env, "environment variables")}`;
}

function describeAddress({ url, headers }: AddressLaunch): string {
  const address = splitAddress(url);
  if (address === null) return "connect to an address that can't be read";
  const { kept, isCut } = plainPath(address.path);
  const path = kept.map((segment) => `/${segment}`).join("");
  const host = looksSecret(address.host) ? "(a host that isn't shown)" : `${address.host}${address.port}`;
  const rest = isCut ? "/… (the rest of the path isn't shown)" : "";
  const query = address.hasQuery ? ", with a query that isn't shown" : "";
  return `connect to ${address.scheme}://${host}${path}${rest}${query}${named(headers, "headers")}`;
}

const KINDS = { npm: "npm package", pypi: "PyPI package", oci: "image" } as const;

/** A command line in one text may hold anything after its first word. */
function shownCommand(command: string): string {
  const isPlain = /^[\w./\\:~()+@ -]{1,200}$/.test(command) && !/\s-/.test(command);
  const name = command.split(/[\\/]/).at(-1) ?? "";
  return isPlain && !looksSecret(name) && !/[^\\/]\s+\S+$/.test(name) ? command : "a command that isn't shown";
}

function count(many: number, thing: string): string {
  return many === 0 ? `without ${thing}s` : `with ${many} ${thing}${many === 1 ? "" : "s"} (not shown)`;
}

function named(values: ReadonlyMap<string, string>, things: string): string {
  const names = [...values.keys()].map((name) =>
    /^[\w-]{1,64}$/.test(name) && !looksSecret(name) ? name : "(not shown)",
  );
  return names.length === 0 ? "" : `, ${things}: ${names.join(", ")}`;
}
