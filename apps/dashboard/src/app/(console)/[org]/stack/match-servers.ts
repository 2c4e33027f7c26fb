import type { CatalogueStackServer } from "@policylayer/services/catalogue";
import type { ServerView } from "@policylayer/services/servers";
import { identifyServer, identityKey } from "@policylayer/stack";

/** The registered server that is one of the stack: the same public address, else the same slug or name. Null: none is. */
export function matchingServer(
  wanted: Pick<CatalogueStackServer, "slug" | "title" | "urls">,
  registered: readonly Pick<ServerView, "id" | "slug" | "name" | "url">[],
): string | null {
  const addresses = wanted.urls.map(addressOf).filter((address) => address !== null);
  const found =
    registered.find(({ url }) => addresses.some((address) => address === addressOf(url))) ??
    registered.find(({ slug }) => slug === wanted.slug) ??
    registered.find(({ name }) => name.toLowerCase() === wanted.title.toLowerCase());
  return found?.id ?? null;
}

function addressOf(url: string): string | null {
  return identityKey(identifyServer({ kind: "address", url, headers: new Map(), transport: null }));
}
