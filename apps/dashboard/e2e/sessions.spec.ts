import { expect } from "@playwright/test";
import { test } from "./journey";
import { newPerson, signIn, signUp } from "./people";

test("a wrong password and an unknown e-mail are answered with the same words", async ({ page, product }) => {
  const { email } = product.bootstrapped.user;
  const notice = page.getByRole("alert").filter({ hasText: "wrong" });
  const said = [];
  for (const tried of [email, "nobody@example.com"]) {
    await signIn(page, { email: tried, password: "not the password" });
    await expect(notice).toBeVisible();
    said.push(await notice.innerText());
    await expect(page.getByLabel("E-mail")).toHaveValue(tried);
    await expect(page.getByLabel("Password")).toHaveValue("");
  }
  expect(said).toEqual(["E-mail or password is wrong.", "E-mail or password is wrong."]);
});

test("signing up with an e-mail that has an account doesn't say so, and doesn't sign in", async ({ page, product }) => {
  const { email } = product.bootstrapped.user;
  const taken = { ...newPerson("Copycat"), email };
  await page.goto("/sign-up");
  await page.getByLabel("Organization").fill(taken.organization);
  await page.getByLabel("E-mail").fill(taken.email);
  await page.getByLabel("Password").fill(taken.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("This account could not be created.")).toBeVisible();
  await expect(page.getByLabel("Organization")).toHaveValue(taken.organization);
  await page.goto("/acme/servers");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("signing out ends the session: neither the back button nor a copy of the cookie shows the console again", async ({
  page,
  browser,
  baseURL,
}) => {
  const person = newPerson("Fabrikam");
  const organization = await signUp(page, person);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Grants" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Grants" })).toBeVisible();
  const copied = await page.context().storageState();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText(person.email)).toHaveCount(0);

  const elsewhere = await browser.newContext({ storageState: copied, ...(baseURL ? { baseURL } : {}) });
  const thief = await elsewhere.newPage();
  await thief.goto(`/${organization}/grants`);
  await expect(thief.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await elsewhere.close();
});

test("who isn't signed in is asked to, and then is where they wanted to go", async ({ page, product }) => {
  await page.goto("/acme");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("E-mail").fill(product.bootstrapped.user.email);
  await page.getByLabel("Password").fill(product.bootstrapped.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/acme/servers");
});
