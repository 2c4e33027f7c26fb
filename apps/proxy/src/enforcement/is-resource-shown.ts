import { isAccessListed, planResource } from "@policylayer/policy";
import type { Rights } from "../grants/grant";
import { otherReadings } from "./uri-readings";

/** Whether the policy would let these rights read a resource, and so hear of it. */
export function isResourceShown(rights: Rights | null, uri: string): boolean {
  if (rights === null) return false;
  const policy = rights.binding.policy?.compiled ?? null;
  return isAccessListed(planResource(policy, { uri, otherReadings: otherReadings(uri) }));
}
