export { discoverTools } from "./discover-tools";
export { type ListedUpstream, listUpstreamTools } from "./list-upstream-tools";
export { createRegistryFetch } from "./registry-fetch";
