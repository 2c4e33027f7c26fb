import { access, constants } from "node:fs/promises";
import { join } from "node:path";

/** The first of `names` found as an executable in `folders`; null when none is. Names are tried in their order. */
export async function findOnPath(names: string[], folders: string[]): Promise<string | null> {
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name);
      const isExecutable = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isExecutable) return file;
    }
  }
  return null;
}
