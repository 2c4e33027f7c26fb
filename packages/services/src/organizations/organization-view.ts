import type { OrganizationView } from "./schemas";

export interface OrganizationRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly partition: number;
}

export function toOrganizationView(row: OrganizationRow): OrganizationView {
  return { id: row.id, slug: row.slug, name: row.name, partition: row.partition };
}
