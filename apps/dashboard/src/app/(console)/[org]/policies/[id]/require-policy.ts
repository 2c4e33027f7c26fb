import "server-only";
import type { ServiceContext } from "@policylayer/services/context";
import { getPolicy } from "@policylayer/services/policies";
import { cache } from "react";
import { orNotFound } from "../../or-not-found";

/** The policy of an address, once per request; a page that isn't there when it is absent or another's. */
export const requirePolicy = cache((ctx: ServiceContext, id: string) => orNotFound(getPolicy(ctx, { id })));
