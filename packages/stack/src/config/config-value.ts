/** A value of a configuration file, whatever it was written in. Tables are maps, so that no name in them is special. */
export type ConfigValue = string | number | boolean | null | readonly ConfigValue[] | ConfigTable;
export type ConfigTable = ReadonlyMap<string, ConfigValue>;

/** A file that can't be read: the place and what is wrong, never what stands there. */
export interface ConfigProblem {
  readonly line: number;
  readonly message: string;
}

export type ReadConfig =
  | { readonly ok: true; readonly root: ConfigTable }
  | { readonly ok: false; readonly problem: ConfigProblem };

export const CONFIG_CHARACTERS_MAX = 1_048_576;
export const CONFIG_DEPTH_MAX = 32;

export function isTable(value: ConfigValue | undefined): value is ConfigTable {
  return value instanceof Map;
}

export function textOf(value: ConfigValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** The texts of a list; numbers and booleans as they are written, anything else makes it no list of texts. */
export function textsOf(value: ConfigValue | undefined): string[] | null {
  if (!Array.isArray(value)) return null;
  const texts = value.map((each) => (typeof each === "object" ? null : String(each)));
  return texts.every((text) => text !== null) ? texts : null;
}

/** The texts of a table by name: an environment, headers. Anything but plain values is left out. */
export function textTableOf(value: ConfigValue | undefined): Map<string, string> {
  if (!isTable(value)) return new Map();
  return new Map([...value].flatMap(([name, each]) => (typeof each === "object" ? [] : [[name, String(each)]])));
}

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
