import "server-only";
import { authenticateApiKey } from "@policylayer/services/api-keys";
import type { ServiceContext } from "@policylayer/services/context";
import { getDeps } from "../deps";
import { EdgeRefusal } from "./edge-refusal";

const BEARER = /^Bearer +([!-~]+) *$/i;

/** The right an API key gives. One 401 for every key that isn't in force, whatever the reason. */
export async function apiKeyContext(headers: Headers): Promise<ServiceContext> {
  const presented = headers.get("authorization");
  if (presented === null) {
    throw refuse('Bearer realm="PolicyLayer API"', "Send an API key: Authorization: Bearer plk_live_…");
  }
  const key = BEARER.exec(presented)?.[1];
  const { db, secrets, urls, bumpEpochs, readLimits, announceDecision, now } = getDeps();
  const principal = key === undefined ? null : await authenticateApiKey({ db, secrets, now }, key);
  if (principal === null) {
    throw refuse('Bearer realm="PolicyLayer API", error="invalid_token"', "This API key is not in force.");
  }
  return { db, secrets, urls, bumpEpochs, readLimits, announceDecision, now, ...principal };
}

function refuse(challenge: string, detail: string): EdgeRefusal {
  return new EdgeRefusal({ status: 401, code: "unauthenticated", detail, headers: { "www-authenticate": challenge } });
}
