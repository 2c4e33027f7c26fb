import { expect, it } from "vitest";
import { policyField, readBindings, serverChoices } from "./binding-choices";

it("gives each server its own policies", () => {
  const servers = [
    { id: "srv_1", slug: "a", name: "A" },
    { id: "srv_2", slug: "b", name: "B" },
  ];
  const policies = [
    { id: "pol_1", name: "Standard", server: "srv_2" },
    { id: "pol_2", name: "Strict", server: "srv_2" },
  ];
  expect(serverChoices(servers, policies).map(({ slug, policies: own }) => [slug, own.map(({ id }) => id)])).toEqual([
    ["a", []],
    ["b", ["pol_1", "pol_2"]],
  ]);
});

it("binds what is ticked, and nothing else", () => {
  const form = new FormData();
  form.append("server", "srv_1");
  form.append(policyField("srv_1"), "");
  form.append("server", "srv_2");
  form.append(policyField("srv_2"), "pol_1");
  form.append(policyField("srv_3"), "pol_9");
  expect(readBindings(form)).toEqual([
    { server: "srv_1", policy: null },
    { server: "srv_2", policy: "pol_1" },
  ]);
});
