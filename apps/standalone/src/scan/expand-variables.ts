import type { Launch } from "@policylayer/stack";

export type ExpandedLaunch =
  | { readonly ok: true; readonly launch: Launch }
  /** `missing` are names of variables, or what a client would ask its user for. */
  | { readonly ok: false; readonly missing: readonly string[] };

/** `${NAME}`, `${NAME:-default}`, `${env:NAME}`, `${input:name}`, and Gemini's `$NAME`. */
const REFERENCE = /\$\{(?:(env|input):)?([A-Za-z_][\w-]*)(?::-([^}]*))?\}|\$([A-Za-z_]\w*)/g;

/** A launch with its references to variables filled in, as its client would. */
export function expandVariables(launch: Launch, variable: (name: string) => string | undefined): ExpandedLaunch {
  const missing = new Set<string>();
  const expand = (text: string): string =>
    text.replace(REFERENCE, (_, kind, braced, fallback, bare) => {
      const name = String(braced ?? bare);
      const value = kind === "input" ? undefined : (variable(name) ?? fallback);
      if (value === undefined) missing.add(name);
      return String(value ?? "");
    });
  const expandAll = (values: ReadonlyMap<string, string>) =>
    new Map([...values].map(([name, value]) => [name, expand(value)]));
  const expanded: Launch =
    launch.kind === "program"
      ? {
          ...launch,
          command: expand(launch.command),
          args: launch.args.map(expand),
          env: expandAll(launch.env),
          folder: launch.folder === null ? null : expand(launch.folder),
        }
      : { ...launch, url: expand(launch.url), headers: expandAll(launch.headers) };
  return missing.size === 0 ? { ok: true, launch: expanded } : { ok: false, missing: [...missing] };
}
