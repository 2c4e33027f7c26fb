export { bootstrapOrganization } from "./bootstrap-organization";
export { type BootstrapOrganizationInput, type BootstrapView, bootstrapOrganizationSchema } from "./schemas";
