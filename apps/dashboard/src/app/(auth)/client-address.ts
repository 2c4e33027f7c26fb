import "server-only";
import { headers } from "next/headers";

/**
 * The address the request came from, for slowing down guesses: what the nearest hop wrote last. Without a load balancer
 * that is Next itself; anything a client writes before it changes nothing.
 */
export async function clientAddress(): Promise<string> {
  const forwarded = (await headers()).get("x-forwarded-for") ?? "";
  return (forwarded.split(",").at(-1) ?? "").trim().slice(0, 100) || "unknown";
}
