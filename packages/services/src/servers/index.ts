export { createServer } from "./create-server";
export { deleteServer } from "./delete-server";
export { getServer } from "./get-server";
export { listServers } from "./list-servers";
export { listTools } from "./list-tools";
export { pinTools } from "./pin-tools";
export { requireServerAddress } from "./require-server-address";
export {
  type CreateServerInput,
  createServerSchema,
  deleteServerSchema,
  type GetServerInput,
  getServerSchema,
  type ListServersInput,
  listServersSchema,
  listToolsSchema,
  type PinnedToolsView,
  type PinToolsInput,
  pinnedToolsViewSchema,
  pinToolsSchema,
  type ServerAddressInput,
  type ServerConnection,
  type ServerView,
  serverAddressSchema,
  serverConnectionSchema,
  serverPageSchema,
  serverViewSchema,
  TOOLS_MAX,
  type ToolDefinition,
  type ToolView,
  toolDefinitionSchema,
  toolPageSchema,
  toolViewSchema,
  type UpdateServerInput,
  updateServerSchema,
} from "./schemas";
export { serverConnection } from "./server-connection";
export { toolHash } from "./tool-hash";
export { updateServer } from "./update-server";
