/** The options of a launcher that may stand before what it launches. */
export interface LauncherOptions {
  /** Options without a value. */
  readonly flags: ReadonlySet<string>;
  /** Options whose value is the next argument, or stands after `=`. */
  readonly valued: ReadonlySet<string>;
}

export interface SkippedOptions {
  /** What follows the options. */
  readonly rest: readonly string[];
  /** The values given to options, by option, the last counting. */
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Steps over the known options before what is launched. Null when one of them isn't known: the next argument could be its
 * value, a password as well as a package.
 */
export function skipOptions(args: readonly string[], options: LauncherOptions): SkippedOptions | null {
  const values = new Map<string, string>();
  let at = 0;
  for (; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg === "--") return { rest: args.slice(at + 1), values };
    if (!arg.startsWith("-")) break;
    if (options.flags.has(arg)) continue;
    const [, name = arg, inline] = /^(--?[A-Za-z][A-Za-z0-9-]*)=(.*)$/s.exec(arg) ?? [];
    if (!options.valued.has(name)) return null;
    if (inline === undefined) at += 1;
    values.set(name, inline ?? args[at] ?? "");
  }
  return { rest: args.slice(at), values };
}
