import type { Launch } from "../config/server-entry";
import { launchedByDocker, launchedByNpm, launchedByUv } from "./launchers";
import { npmPackage } from "./npm-package";
import { remoteAddress } from "./remote-address";
import { type ServerIdentity, unknownIdentity } from "./server-identity";

/**
 * The package or public address behind a launch. Only what stands where a package must stand is one: any other word of the
 * arguments may be a password, and is never looked at.
 */
export function identifyServer(launch: Launch | null): ServerIdentity {
  if (launch === null) return unknownIdentity("incomplete");
  if (launch.kind === "address") return remoteAddress(launch.url);
  return identifyProgram(programOf(launch.command), launch.args);
}

function identifyProgram(program: string, args: readonly string[]): ServerIdentity {
  const [first, second] = args;
  switch (program) {
    case "npx":
    case "bunx":
    case "pnpx":
      return launchedByNpm(args);
    case "npm":
      return first === "exec" || first === "x" ? launchedByNpm(args.slice(1)) : unknownIdentity("local_program");
    case "pnpm":
    case "yarn":
      return first === "dlx" ? launchedByNpm(args.slice(1)) : unknownIdentity("local_program");
    case "bun":
      return first === "x" ? launchedByNpm(args.slice(1)) : unknownIdentity("local_program");
    case "uvx":
      return launchedByUv(args);
    case "uv":
      return first === "tool" && second === "run" ? launchedByUv(args.slice(2)) : unknownIdentity("not_published");
    case "pipx":
      return first === "run" ? launchedByUv(args.slice(1)) : unknownIdentity("local_program");
    case "docker":
    case "podman":
    case "nerdctl":
      if (first === "container" && second === "run") return launchedByDocker(args.slice(2));
      return first === "run" ? launchedByDocker(args.slice(1)) : unknownIdentity("launcher");
    case "cmd":
      // Windows finds npx only through its shell.
      return first?.toLowerCase() === "/c" && second !== undefined
        ? identifyProgram(programOf(second), args.slice(2))
        : unknownIdentity("not_understood");
    case "node":
    case "deno":
      return installedPackage(first);
    default:
      return unknownIdentity("local_program");
  }
}

/** `C:\Program Files\nodejs\npx.cmd` and `/usr/bin/npx` are npx. */
function programOf(command: string): string {
  const name = command.split(/[\\/]/).at(-1) ?? "";
  return name.toLowerCase().replace(/\.(cmd|exe|bat|ps1)$/, "");
}

/** A file of an installed package says whose it is: `…/node_modules/@scope/name/dist/index.js`. */
function installedPackage(file: string | undefined): ServerIdentity {
  const [, name] =
    /(?:^|[\\/])node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/@]+)[\\/](?!.*[\\/]node_modules[\\/])/.exec(file ?? "") ?? [];
  return name === undefined ? unknownIdentity("local_program") : npmPackage(name.replace("\\", "/"));
}
