export { createTeam } from "./create-team";
export { listTeams } from "./list-teams";
export {
  type CreateTeamInput,
  createTeamSchema,
  type ListTeamsInput,
  listTeamsSchema,
  type TeamView,
  teamPageSchema,
  teamViewSchema,
} from "./schemas";
