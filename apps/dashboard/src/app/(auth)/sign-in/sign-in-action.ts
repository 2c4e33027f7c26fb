"use server";

import { verifyPassword } from "@policylayer/services/accounts";
import { isServiceError } from "@policylayer/services/errors";
import { redirect } from "next/navigation";
import { waitInWords } from "@/components/calls/quantities";
import { getDeps } from "@/server/deps";
import { clientAddress } from "../client-address";
import { returnPath } from "../return-path";
import { startSession } from "../start-session";

export interface SignInState {
  readonly message: string | null;
  readonly email: string;
}

/** The same sentence for an unknown e-mail and a wrong password. */
const REFUSED = "E-mail or password is wrong.";

export async function signInAction(_before: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get("email") ?? "");
  const password = String(form.get("password") ?? "");
  try {
    const user = await verifyPassword(getDeps(), { email, password, address: await clientAddress() });
    if (user === null) return { message: REFUSED, email };
    await startSession(user.id);
  } catch (error) {
    if (!isServiceError(error)) throw error;
    return { message: sentenceFor(error), email };
  }
  redirect(returnPath(String(form.get("next") ?? "")));
}

function sentenceFor(error: { readonly code: string; readonly retryAfterMs: number | null }): string {
  if (error.code !== "TOO_MANY_ATTEMPTS") return REFUSED;
  return `Too many attempts. Try again in ${waitInWords(error.retryAfterMs ?? 60_000)}.`;
}
