export { listAdminEvents } from "./list-admin-events";
export {
  type AdminEventView,
  adminEventPageSchema,
  adminEventViewSchema,
  type ListAdminEventsInput,
  listAdminEventsSchema,
} from "./schemas";
