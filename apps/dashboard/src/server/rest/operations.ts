import "server-only";
import {
  approvalPageSchema,
  approvalViewSchema,
  approveSchema,
  denySchema,
  getApprovalSchema,
  listApprovalsSchema,
} from "@policylayer/services/approvals";
import { callPageSchema, callViewSchema, getCallSchema, listCallsSchema } from "@policylayer/services/calls";
import {
  createGrantSchema,
  getGrantSchema,
  grantPageSchema,
  grantViewSchema,
  grantWithTokenViewSchema,
  listGrantsSchema,
  revokeGrantSchema,
  rotateGrantSchema,
  updateGrantSchema,
} from "@policylayer/services/grants";
import {
  createPolicySchema,
  deletePolicySchema,
  getPolicySchema,
  getPolicyVersionSchema,
  listPoliciesSchema,
  listPolicyVersionsSchema,
  policyPageSchema,
  policyVersionPageSchema,
  policyVersionViewSchema,
  policyViewSchema,
  restorePolicyVersionSchema,
  savePolicySchema,
  simulatePolicySchema,
  simulationViewSchema,
} from "@policylayer/services/policies";
import {
  createServerSchema,
  deleteServerSchema,
  getServerSchema,
  listServersSchema,
  listToolsSchema,
  pinnedToolsViewSchema,
  serverPageSchema,
  serverViewSchema,
  toolPageSchema,
  updateServerSchema,
} from "@policylayer/services/servers";
import { listTeamsSchema, teamPageSchema } from "@policylayer/services/teams";
import type { z } from "zod";

export interface Operation {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Under `/api/v1`. */
  readonly path: string;
  readonly summary: string;
  /** Path, and body or query, in one object. */
  readonly input: z.ZodObject;
  /** Of success. */
  readonly status: 200 | 201;
  readonly output: z.ZodType;
  /** Needs `If-Match`, or heeds it; a policy's ETag is answered. */
  readonly versionTag?: "required" | "optional";
}

const idOf = getServerSchema.shape;

/** Every call of the API: what the routes check, and what the OpenAPI document says. Fields may be added, never renamed. */
export const operations = {
  listServers: {
    method: "get",
    path: "/servers",
    summary: "The registered servers, newest first",
    input: listServersSchema,
    status: 200,
    output: serverPageSchema,
  },
  createServer: {
    method: "post",
    path: "/servers",
    summary: "Register a server, without connecting to it",
    input: createServerSchema,
    status: 201,
    output: serverViewSchema,
  },
  getServer: {
    method: "get",
    path: "/servers/{id}",
    summary: "A server by id or slug",
    input: getServerSchema,
    status: 200,
    output: serverViewSchema,
  },
  updateServer: {
    method: "patch",
    path: "/servers/{id}",
    summary: "Change a server's name, address or headers",
    input: updateServerSchema,
    status: 200,
    output: serverViewSchema,
  },
  deleteServer: {
    method: "delete",
    path: "/servers/{id}",
    summary: "Remove a server that no active grant uses, with its tools and policies",
    input: deleteServerSchema,
    status: 200,
    output: serverViewSchema,
  },
  discoverTools: {
    method: "post",
    path: "/servers/{id}/discover",
    summary: "Connect to a server, list its tools and pin them",
    input: getServerSchema,
    status: 200,
    output: pinnedToolsViewSchema,
  },
  listTools: {
    method: "get",
    path: "/servers/{id}/tools",
    summary: "The pinned tools of a server, by name; all of them",
    input: listToolsSchema,
    status: 200,
    output: toolPageSchema,
  },
  listPolicies: {
    method: "get",
    path: "/servers/{id}/policies",
    summary: "The policies of a server, newest first",
    input: listPoliciesSchema.omit({ server: true }).extend(idOf),
    status: 200,
    output: policyPageSchema,
  },
  createPolicy: {
    method: "post",
    path: "/servers/{id}/policies",
    summary: "Version 1 of a policy of a server",
    input: createPolicySchema.omit({ server: true }).extend(idOf),
    status: 201,
    output: policyViewSchema,
  },
  getPolicy: {
    method: "get",
    path: "/policies/{id}",
    summary: "A policy with the document in force",
    input: getPolicySchema,
    status: 200,
    output: policyViewSchema,
  },
  savePolicy: {
    method: "put",
    path: "/policies/{id}",
    summary: "A new version of a policy, in force from the next call",
    input: savePolicySchema.omit({ ifMatch: true }),
    status: 200,
    output: policyViewSchema,
    versionTag: "required",
  },
  deletePolicy: {
    method: "delete",
    path: "/policies/{id}",
    summary: "Remove a policy that no active grant has",
    input: deletePolicySchema,
    status: 200,
    output: policyViewSchema,
  },
  listPolicyVersions: {
    method: "get",
    path: "/policies/{id}/versions",
    summary: "Every saved version of a policy, newest first",
    input: listPolicyVersionsSchema,
    status: 200,
    output: policyVersionPageSchema,
  },
  getPolicyVersion: {
    method: "get",
    path: "/policies/{id}/versions/{version}",
    summary: "A version of a policy as it was saved",
    input: getPolicyVersionSchema,
    status: 200,
    output: policyVersionViewSchema,
  },
  restorePolicyVersion: {
    method: "post",
    path: "/policies/{id}/versions/{version}/restore",
    summary: "An old version's document as a new version, in force from the next call",
    input: restorePolicyVersionSchema.omit({ ifMatch: true }),
    status: 200,
    output: policyViewSchema,
    versionTag: "optional",
  },
  simulatePolicy: {
    method: "post",
    path: "/policies/{id}/simulate",
    summary: "What the policy says to calls and why, in the order asked; limits are taken to have room",
    input: simulatePolicySchema,
    status: 200,
    output: simulationViewSchema,
  },
  listTeams: {
    method: "get",
    path: "/teams",
    summary: "The teams of the organization",
    input: listTeamsSchema,
    status: 200,
    output: teamPageSchema,
  },
  listGrants: {
    method: "get",
    path: "/grants",
    summary: "The grants, newest first",
    input: listGrantsSchema,
    status: 200,
    output: grantPageSchema,
  },
  createGrant: {
    method: "post",
    path: "/grants",
    summary: "A grant with its token, which is shown this once",
    input: createGrantSchema,
    status: 201,
    output: grantWithTokenViewSchema,
  },
  getGrant: {
    method: "get",
    path: "/grants/{id}",
    summary: "A grant",
    input: getGrantSchema,
    status: 200,
    output: grantViewSchema,
  },
  updateGrant: {
    method: "patch",
    path: "/grants/{id}",
    summary: "Change a grant's label, bindings or expiry",
    input: updateGrantSchema,
    status: 200,
    output: grantViewSchema,
  },
  rotateGrant: {
    method: "post",
    path: "/grants/{id}/rotate",
    summary: "A new token, shown this once; the old one is dead from the next call",
    input: rotateGrantSchema,
    status: 200,
    output: grantWithTokenViewSchema,
  },
  revokeGrant: {
    method: "delete",
    path: "/grants/{id}",
    summary: "Revoke a grant from the next call",
    input: revokeGrantSchema,
    status: 200,
    output: grantViewSchema,
  },
  listCalls: {
    method: "get",
    path: "/calls",
    summary: "The judged calls, newest first",
    input: listCallsSchema,
    status: 200,
    output: callPageSchema,
  },
  getCall: {
    method: "get",
    path: "/calls/{id}",
    summary: "Everything known of one call",
    input: getCallSchema,
    status: 200,
    output: callViewSchema,
  },
  listApprovals: {
    method: "get",
    path: "/approvals",
    summary: "The calls that wait or waited for a person, newest first",
    input: listApprovalsSchema,
    status: 200,
    output: approvalPageSchema,
  },
  getApproval: {
    method: "get",
    path: "/approvals/{id}",
    summary: "A call that waits or waited for a person",
    input: getApprovalSchema,
    status: 200,
    output: approvalViewSchema,
  },
  approve: {
    method: "post",
    path: "/approvals/{id}/approve",
    summary: "Let the call be made once, with the same arguments; saying it again changes nothing",
    input: approveSchema,
    status: 200,
    output: approvalViewSchema,
  },
  deny: {
    method: "post",
    path: "/approvals/{id}/deny",
    summary: "Refuse the call, and calls like it until the request would have expired",
    input: denySchema,
    status: 200,
    output: approvalViewSchema,
  },
} as const satisfies Readonly<Record<string, Operation>>;
