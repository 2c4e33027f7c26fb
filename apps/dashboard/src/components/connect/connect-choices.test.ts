import { expect, it } from "vitest";
import { connectChoices } from "./connect-choices";

const teamUrl = "http://127.0.0.1:3100/acme/agents/mcp";
const urlOf = (slug: string) => `http://127.0.0.1:3100/acme/agents/${slug}/mcp`;

it("offers all servers by the team's URL first, and then each by itself", () => {
  const urls = { agents: urlOf("agents"), stripe: urlOf("stripe") };
  expect(connectChoices({ urls, teamUrl, teamSlug: "agents" })).toEqual([
    { value: "team", label: "All 2 servers, by one URL", name: "agents", url: teamUrl },
    { value: "server:agents", label: "agents", name: "agents", url: urlOf("agents") },
    { value: "server:stripe", label: "stripe", name: "stripe", url: urlOf("stripe") },
  ]);
});

it("offers one server by its own URL alone, whose tools keep their names", () => {
  expect(connectChoices({ urls: { stripe: urlOf("stripe") }, teamUrl, teamSlug: "agents" })).toEqual([
    { value: "server:stripe", label: "stripe", name: "stripe", url: urlOf("stripe") },
  ]);
  expect(connectChoices({ urls: {}, teamUrl, teamSlug: "agents" })).toEqual([]);
});
