import { toInstant } from "../instant";
import type { TeamView } from "./schemas";

export interface TeamRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Date;
}

export function toTeamView(row: TeamRow): TeamView {
  return { id: row.id, slug: row.slug, name: row.name, created_at: toInstant(row.createdAt) };
}
