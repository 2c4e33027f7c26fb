export { getCall } from "./get-call";
export { listCalls } from "./list-calls";
export {
  type CallView,
  callPageSchema,
  callViewSchema,
  type GetCallInput,
  getCallSchema,
  type ListCallsInput,
  listCallsSchema,
} from "./schemas";
