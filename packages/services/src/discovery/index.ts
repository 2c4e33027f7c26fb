export { discoverTools } from "./discover-tools";
export { listUpstreamTools } from "./list-upstream-tools";
