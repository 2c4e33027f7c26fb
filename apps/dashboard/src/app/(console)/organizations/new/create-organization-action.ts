"use server";

import { createOrganization } from "@policylayer/services/organizations";
import { redirect } from "next/navigation";
import type { FormError } from "@/components/form/action-result";
import { presentFormError } from "@/components/form/present-form-error";
import { getSignedInUser } from "@/server/auth";
import { getDeps } from "@/server/deps";

export interface NewOrganizationState {
  readonly error: FormError | null;
  readonly name: string;
}

export async function createOrganizationAction(
  _before: NewOrganizationState,
  form: FormData,
): Promise<NewOrganizationState> {
  const user = await getSignedInUser();
  if (user === null) redirect("/sign-in?next=/organizations/new");
  const name = String(form.get("name") ?? "");
  const created = await createOrganization(getDeps(), { name, ownerUserId: user.id }).catch(presentFormError);
  if ("code" in created) return { error: created, name };
  redirect(`/${created.organization.slug}/servers`);
}
