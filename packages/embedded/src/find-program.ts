import { ServiceUnavailableHere } from "./service-unavailable-here";

/** One way to get a program. */
export interface Route {
  /** For people: "PATH", "Debian's packages". */
  name: string;
  /** The program's path, or a sentence why this way does not lead to one. Throwing counts as such a sentence. */
  find(): Promise<{ path: string } | { reason: string }>;
}

/** Tries the routes in order. Throws ServiceUnavailableHere naming each route with its reason when none leads anywhere. */
export async function findProgram(missing: string, routes: Route[], remedy: string): Promise<string> {
  const tried: string[] = [];
  for (const route of routes) {
    const found = await route
      .find()
      .catch((error: unknown) => ({ reason: error instanceof Error ? error.message : String(error) }));
    if ("path" in found) return found.path;
    tried.push(`${route.name} (${found.reason})`);
  }
  throw new ServiceUnavailableHere(missing, tried, remedy);
}
