import { z } from "zod";
import { emailSchema } from "../accounts/schemas";
import { slugSchema } from "../slug";

export const bootstrapOrganizationSchema = z.strictObject({
  organizationSlug: slugSchema,
  teamSlug: slugSchema,
  email: emailSchema,
});
export type BootstrapOrganizationInput = z.input<typeof bootstrapOrganizationSchema>;

export interface BootstrapView {
  readonly organization: { readonly id: string; readonly slug: string; readonly name: string };
  readonly team: { readonly id: string; readonly slug: string; readonly name: string };
  readonly user: { readonly id: string; readonly email: string };
  /** null: the person had an account already. */
  readonly password: string | null;
  readonly api_key: string;
}
