import type { Role } from "@policylayer/services/context";

export interface RoleWords {
  readonly role: Role;
  readonly label: string;
  readonly sentence: string;
}

/** Least to most. */
export const ROLES: readonly RoleWords[] = [
  { role: "viewer", label: "Viewer", sentence: "Reads everything but the record of changes." },
  { role: "auditor", label: "Auditor", sentence: "Reads everything, the record of changes too." },
  { role: "policy_manager", label: "Policy manager", sentence: "Writes policies and gives them to grants." },
  { role: "admin", label: "Admin", sentence: "Everything." },
];

export function roleLabel(role: Role): string {
  return ROLES.find((one) => one.role === role)?.label ?? role;
}
