import type { Role, ServiceContext } from "./context";
import { ServiceError } from "./errors";

const READ = [
  "organization:read",
  "servers:read",
  "policies:read",
  "grants:read",
  "calls:read",
  "approvals:read",
  "teams:read",
  "api_keys:read",
] as const;
const ADMIN_ONLY = ["organization:write", "servers:write", "grants:write", "teams:write", "api_keys:write"] as const;

/**
 * `grants:bind` is choosing the policy a grant has on a server it already has. `approvals:decide` is deciding what one is
 * asked: the policy that asks says whom, and a team's viewers may be among them.
 */
export type Permission =
  | (typeof READ)[number]
  | (typeof ADMIN_ONLY)[number]
  | "policies:write"
  | "tools:decide"
  | "grants:bind"
  | "approvals:decide"
  | "admin_events:read";

/** The whole of who may do what. */
export const PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  viewer: new Set<Permission>([...READ, "approvals:decide"]),
  auditor: new Set<Permission>([...READ, "admin_events:read"]),
  policy_manager: new Set<Permission>([...READ, "policies:write", "tools:decide", "grants:bind", "approvals:decide"]),
  admin: new Set<Permission>([
    ...READ,
    ...ADMIN_ONLY,
    "policies:write",
    "tools:decide",
    "grants:bind",
    "approvals:decide",
    "admin_events:read",
  ]),
};

/**
 * What concerns the whole organization, and so can't be done with a role that holds for some of its teams only: an admin
 * of one team who could make an API key would be an admin of all.
 */
const WHOLE_ORGANIZATION: ReadonlySet<Permission> = new Set<Permission>([
  "organization:write",
  "servers:write",
  "tools:decide",
  "teams:write",
  "api_keys:write",
  "admin_events:read",
]);

/** Throws FORBIDDEN. The first thing every verb does. */
export function authorize(ctx: Pick<ServiceContext, "role" | "teamIds">, permission: Permission): void {
  if (!PERMISSIONS[ctx.role].has(permission)) {
    throw new ServiceError(
      "FORBIDDEN",
      `The role ${ctx.role} doesn't include ${permission}. Ask an admin of the organization.`,
    );
  }
  if (ctx.teamIds !== null && WHOLE_ORGANIZATION.has(permission)) {
    throw new ServiceError(
      "FORBIDDEN",
      `Your role holds for some teams only, and ${permission} concerns the whole organization.`,
    );
  }
}

/** A condition on rows with a team: all of them, or those of the teams the role is narrowed to. */
export function withinTeams(ctx: ServiceContext): { teamId?: { in: string[] } } {
  return ctx.teamIds === null ? {} : { teamId: { in: [...ctx.teamIds] } };
}

/** Whether a row of this team is anything to the caller. */
export function seesTeam(ctx: ServiceContext, teamId: string): boolean {
  return ctx.teamIds === null || ctx.teamIds.includes(teamId);
}
