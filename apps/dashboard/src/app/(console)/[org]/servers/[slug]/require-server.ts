import "server-only";
import type { ServiceContext } from "@policylayer/services/context";
import { getServer } from "@policylayer/services/servers";
import { cache } from "react";
import { orNotFound } from "../../or-not-found";

/** The server of an address, once per request; a page that isn't there when it is absent or another's. */
export const requireServer = cache((ctx: ServiceContext, slug: string) => orNotFound(getServer(ctx, { id: slug })));
