import type { AuditMode } from "@policylayer/db";
import type { OrganizationSettingsView, OrganizationView } from "./schemas";

export interface OrganizationRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly partition: number;
}

export function toOrganizationView(row: OrganizationRow): OrganizationView {
  return { id: row.id, slug: row.slug, name: row.name, partition: row.partition };
}

export function toSettingsView(row: OrganizationRow & { readonly auditMode: AuditMode }): OrganizationSettingsView {
  return { id: row.id, slug: row.slug, name: row.name, audit_mode: row.auditMode };
}
