import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";

export interface Person {
  readonly organization: string;
  readonly email: string;
  readonly password: string;
}

/** Somebody nobody knows yet; no two are alike. */
export function newPerson(organization: string): Person {
  const id = randomBytes(4).toString("hex");
  return {
    organization: `${organization} ${id}`,
    email: `${id}@example.com`,
    password: randomBytes(12).toString("base64url"),
  };
}

/** Fills in the sign-up page, and answers with the slug of the organization that it made. */
export async function signUp(page: Page, person: Person): Promise<string> {
  await page.goto("/sign-up");
  await page.getByLabel("Organization").fill(person.organization);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { level: 1, name: "Servers" }).waitFor();
  return new URL(page.url()).pathname.split("/")[1] ?? "";
}

/** Fills in the sign-in page and presses its button. What comes of it is the caller's to look at. */
export async function signIn(page: Page, person: Pick<Person, "email" | "password">): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
