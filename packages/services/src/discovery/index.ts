export { discoverTools } from "./discover-tools";
export { type ListedUpstream, listUpstreamTools } from "./list-upstream-tools";
export { moveServer } from "./move-server";
export { createRegistryFetch } from "./registry-fetch";
