import * as adminEvents from "../src/admin-events";
import * as apiKeys from "../src/api-keys";
import * as approvals from "../src/approvals";
import * as calls from "../src/calls";
import * as grants from "../src/grants";
import * as organizations from "../src/organizations";
import * as policies from "../src/policies";
import * as servers from "../src/servers";
import * as teams from "../src/teams";

/** Everything an entity exports that is called with a ServiceContext. What isn't a verb is a schema, a value or named here. */
const NOT_VERBS = new Set(["toolHash", "authenticateApiKey", "createOrganization", "listMemberships"]);

export const ENTITIES = { adminEvents, apiKeys, approvals, calls, grants, organizations, policies, servers, teams };

export function everyVerb(): string[] {
  return Object.values(ENTITIES)
    .flatMap((entity) => Object.entries(entity))
    .filter(([name, value]) => typeof value === "function" && !NOT_VERBS.has(name))
    .map(([name]) => name)
    .sort();
}
