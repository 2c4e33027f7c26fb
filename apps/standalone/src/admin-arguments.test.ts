import { expect, test } from "vitest";
import { parseAdminArguments } from "./admin-arguments";

test("bootstrap takes an organization, a team and an e-mail address", () => {
  expect(parseAdminArguments(["bootstrap", "--org", "acme", "--team=agents", "--email", "you@example.com"])).toEqual({
    organizationSlug: "acme",
    teamSlug: "agents",
    email: "you@example.com",
  });
});

test.each([
  [[], /^Usage: npm run admin -- bootstrap/],
  [["delete"], /^Usage/],
  [["bootstrap", "--org", "acme"], /^Missing: --team, --email\. Usage/],
  [["bootstrap", "--organization", "acme"], /'--organization'.* Usage/],
])("%j is answered with the usage", (args, sentence) => {
  expect(() => parseAdminArguments(args)).toThrow(sentence);
});
