export { approveTool } from "./approve-tool";
export { blockTool } from "./block-tool";
export { createServer } from "./create-server";
export { deleteServer } from "./delete-server";
export { getServer } from "./get-server";
export { listServers } from "./list-servers";
export { listToolDecisions } from "./list-tool-decisions";
export { listTools } from "./list-tools";
export { overrideToolClass } from "./override-tool-class";
export { pinTools } from "./pin-tools";
export { requireServerAddress } from "./require-server-address";
export {
  type CreateServerInput,
  createServerSchema,
  type DecideToolInput,
  decideToolSchema,
  deleteServerSchema,
  type FindingView,
  findingViewSchema,
  type GetServerInput,
  getServerSchema,
  type ListServersInput,
  listServersSchema,
  listToolDecisionsSchema,
  listToolsSchema,
  type OverrideToolClassInput,
  overrideToolClassSchema,
  type PinnedToolsView,
  type PinToolsInput,
  pinnedToolsViewSchema,
  pinToolsSchema,
  type ServerAddressInput,
  type ServerConnection,
  type ServerTransport,
  type ServerView,
  serverAddressSchema,
  serverConnectionSchema,
  serverPageSchema,
  serverTransportSchema,
  serverViewSchema,
  TOOLS_MAX,
  type ToolDecisionView,
  type ToolDefinition,
  type ToolRiskView,
  type ToolStatus,
  type ToolView,
  toolDecisionPageSchema,
  toolDefinitionSchema,
  toolPageSchema,
  toolViewSchema,
  type UpdateServerInput,
  updateServerSchema,
} from "./schemas";
export { serverConnection } from "./server-connection";
export { toolHash } from "./tool-hash";
export { updateServer } from "./update-server";
