export { AddressRefused } from "./address-refused";
export { createGuardedConnector, type GuardedConnectorOptions, type Resolve } from "./guarded-connector";
export { createGuardedFetch, type GuardedFetch, type GuardedFetchOptions } from "./guarded-fetch";
export { BodyTooLarge } from "./limit-body";
export { parseUpstreamUrl, type UpstreamUrl } from "./parse-upstream-url";
export { RedirectRefused } from "./redirect-refused";
