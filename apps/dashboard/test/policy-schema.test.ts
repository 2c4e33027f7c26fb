import { policyExamples, policyJsonSchema } from "@policylayer/policy";
import { expect, it, vi } from "vitest";
import { z } from "zod";
import { GET, POST } from "../src/app/schemas/policy-v1.json/route";

vi.mock("server-only", () => ({}));

const PLACE = { params: Promise.resolve(undefined) };
const address = "http://127.0.0.1:3000/schemas/policy-v1.json";

it("serves the document's JSON Schema to everybody, and caches may keep it", async () => {
  const answer = await GET(new Request(address), PLACE);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/schema+json; charset=utf-8");
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("cache-control")).toBe("public, max-age=3600");
  const schema = await answer.json();
  expect(schema).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
  const reader = z.fromJSONSchema(schema);
  for (const { id, document } of policyExamples()) {
    expect(reader.safeParse(JSON.parse(document)).success, id).toBe(true);
  }
  expect(reader.safeParse({ version: "1", default: "perhaps" }).success).toBe(false);
});

it("answers no other method", async () => {
  expect((await POST(new Request(address, { method: "POST" }), PLACE)).status).toBe(405);
});
