export { findChromium, freePort } from "@policylayer/embedded";
export { type EverythingServer, startEverythingServer } from "../everything-server";
export { type Arrival, type RecordingUpstream, startRecordingUpstream } from "../recording-upstream";
export { type RegistryStub, startRegistryStub } from "../registry-stub";
export { type Bootstrapped, type ProductApi, productApi } from "./product-api";
export {
  listRecordedCalls,
  type MintedGrant,
  mintGrant,
  type Registered,
  recordedCalls,
  registerServer,
} from "./register";
export { type Product, startProduct } from "./start-product";
