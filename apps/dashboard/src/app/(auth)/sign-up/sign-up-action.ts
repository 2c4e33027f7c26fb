"use server";

import { signUp, type VerifyPasswordInput, verifyPassword } from "@policylayer/services/accounts";
import { isServiceError } from "@policylayer/services/errors";
import { redirect } from "next/navigation";
import type { FormError } from "@/components/form/action-result";
import { presentFormError } from "@/components/form/present-form-error";
import { getDeps } from "@/server/deps";
import { clientAddress } from "../client-address";
import { returnPath } from "../return-path";
import { startSession } from "../start-session";

export interface SignUpState {
  readonly error: FormError | null;
  readonly organization: string;
  readonly email: string;
}

const REFUSED: FormError = {
  code: "CONFLICT",
  message: "This account could not be created. If you have one with this e-mail already, sign in instead.",
  problems: [],
};

/**
 * A new person with an organization. With an e-mail that has an account, the right password signs in; anything else gets a
 * sentence that doesn't say whose e-mail it is.
 */
export async function signUpAction(_before: SignUpState, form: FormData): Promise<SignUpState> {
  const [organization, email, password] = ["organization", "email", "password"].map((name) =>
    String(form.get(name) ?? ""),
  );
  const state = { organization: organization ?? "", email: email ?? "" };
  const input = { ...state, password: password ?? "", address: await clientAddress() };
  const next = returnPath(String(form.get("next") ?? ""));
  let target = next;
  try {
    const signedUp = await signUp(getDeps(), input);
    await startSession(signedUp.user.id);
    if (next === "/") target = `/${signedUp.organization.slug}/servers`;
  } catch (error) {
    if (!isServiceError(error) || error.code !== "CONFLICT") return { ...state, error: presentFormError(error) };
    const isKnown = await signInInstead(input).catch((refusal: unknown) => {
      if (isServiceError(refusal)) return false;
      throw refusal;
    });
    if (!isKnown) return { ...state, error: REFUSED };
  }
  redirect(target);
}

async function signInInstead({ email, password, address }: VerifyPasswordInput): Promise<boolean> {
  const user = await verifyPassword(getDeps(), { email, password, address });
  if (user === null) return false;
  await startSession(user.id);
  return true;
}
