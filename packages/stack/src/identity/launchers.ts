import { npmPackage } from "./npm-package";
import { ociImage } from "./oci-image";
import { pypiPackage } from "./pypi-package";
import { remoteAddress } from "./remote-address";
import { type ServerIdentity, unknownIdentity } from "./server-identity";
import { type LauncherOptions, skipOptions } from "./skip-options";

const set = (words: string) => new Set(words.split(/\s+/));

const NPM: LauncherOptions = {
  flags: set("-y --yes -q --quiet --silent -s --prefer-offline --prefer-online --offline --no --bun -b --no-install"),
  valued: set("-p --package --registry --cache --userconfig --loglevel"),
};
const UV: LauncherOptions = {
  flags: set(
    "-q --quiet -v --verbose --isolated --no-cache -n --refresh --offline --no-progress --native-tls --no-config --pre",
  ),
  valued: set(
    "--from --with --python -p --index --index-url --extra-index-url --default-index -i --cache-dir --refresh-package --prerelease --spec --pip-args --link-mode --index-strategy",
  ),
};
const DOCKER: LauncherOptions = {
  flags: set(
    "-i --interactive -t --tty -it -ti --rm --init -d --detach --privileged --read-only --no-healthcheck -P --quiet -q",
  ),
  valued: set(`-e --env --env-file -v --volume --mount --name --network --net -p --publish -w --workdir --entrypoint -u
    --user --platform --pull -m --memory --cpus --add-host --label -l --hostname -h --cap-add --cap-drop --security-opt
    --tmpfs --shm-size --ulimit --dns --restart --log-driver --gpus --device --pids-limit --userns --stop-timeout`),
};

/** Packages that only pass another server on, and whether that one is told by the address that follows. */
const PASSING_ON = new Map([
  ["mcp-remote", true],
  ["mcp-proxy", true],
  ["supergateway", false],
  ["@smithery/cli", false],
  ["mcp-client-cli", false],
]);

/** `npx`, `npm exec`, `bunx`, `pnpm dlx`, `yarn dlx`: what stands first is the package, unless `--package` names it. */
export function launchedByNpm(args: readonly string[]): ServerIdentity {
  const skipped = skipOptions(args, NPM);
  if (skipped === null) return unknownIdentity("not_understood");
  const [spec, ...after] = skipped.rest;
  const named = skipped.values.get("--package") ?? skipped.values.get("-p") ?? spec;
  return named === undefined ? unknownIdentity("incomplete") : passedOn(npmPackage(named), after);
}

/** `uvx`, `uv tool run`, `pipx run`: `--from` and `--spec` name the package when the command is called otherwise. */
export function launchedByUv(args: readonly string[]): ServerIdentity {
  const skipped = skipOptions(args, UV);
  if (skipped === null) return unknownIdentity("not_understood");
  const [spec, ...after] = skipped.rest;
  const named = skipped.values.get("--from") ?? skipped.values.get("--spec") ?? spec;
  return named === undefined ? unknownIdentity("incomplete") : passedOn(pypiPackage(named), after);
}

/** `docker run`, `podman run`. */
export function launchedByDocker(args: readonly string[]): ServerIdentity {
  const skipped = skipOptions(args, DOCKER);
  if (skipped === null) return unknownIdentity("not_understood");
  const [image] = skipped.rest;
  return image === undefined ? unknownIdentity("incomplete") : ociImage(image);
}

/** `mcp-remote https://…` is the server at that address. */
function passedOn(identity: ServerIdentity, after: readonly string[]): ServerIdentity {
  if (identity.kind === "unknown" || identity.kind === "remote") return identity;
  const byAddress = PASSING_ON.get(identity.name);
  if (byAddress === undefined) return identity;
  const [address] = after;
  return byAddress && address !== undefined && /^https?:/i.test(address)
    ? remoteAddress(address)
    : unknownIdentity("launcher");
}
