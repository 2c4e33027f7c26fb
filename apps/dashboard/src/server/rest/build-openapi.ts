import "server-only";
import { z } from "zod";
import type { Operation } from "./operation";
import { problemSchema } from "./problem";

type JsonSchema = Readonly<Record<string, unknown>>;

const TEXT = { type: "string" };

const PROBLEM = {
  description: "Problem",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

const REFUSALS: Readonly<Record<number, string>> = {
  401: "No API key, or one that isn't in force",
  403: "The key's role doesn't include this",
  404: "No such thing in this organization",
  503: "The change is saved but not in force yet, or a store gives no answer",
};
const BODY_REFUSALS: Readonly<Record<number, string>> = {
  400: "The body is not JSON",
  409: "Something stands in the way",
  413: "The body is too large",
  415: "The body is not application/json",
  422: "The body is not acceptable; `errors` says what to mend",
};
const VERSION_REFUSALS: Readonly<Record<number, string>> = {
  412: "Somebody else saved in between",
};

/** The API as OpenAPI 3.1, from the schemas that check requests and make answers. */
export function buildOpenApi(operations: Readonly<Record<string, Operation>>, serverUrl: string): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [operationId, operation] of Object.entries(operations)) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operationId, operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "PolicyLayer REST API",
      version: "1",
      description: "Registers MCP servers, writes their policies, hands out grants and reads the log of calls.",
    },
    servers: [{ url: serverUrl }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "An API key: plk_live_…" } },
      schemas: { Problem: toSchema(problemSchema) },
    },
  };
}

function describeOperation(operationId: string, operation: Operation): JsonSchema {
  const { versionTag } = operation;
  const { properties, required } = shapeOf(operation.input);
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const rest = Object.entries(properties).filter(([name]) => !inPath.includes(name));
  const hasBody = operation.method !== "get" && operation.method !== "delete";
  const parameters = [
    ...inPath.map((name) => ({ name, in: "path", required: true, schema: properties[name] })),
    ...(hasBody
      ? []
      : rest.map(([name, schema]) => ({ name, in: "query", required: required.includes(name), schema }))),
    ...(versionTag === undefined
      ? []
      : [{ name: "If-Match", in: "header", required: versionTag === "required", schema: TEXT, example: '"3"' }]),
  ];
  const body = {
    type: "object",
    properties: Object.fromEntries(rest),
    required: required.filter((name) => !inPath.includes(name)),
    additionalProperties: false,
  };
  return {
    operationId,
    summary: operation.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(hasBody && rest.length > 0
      ? { requestBody: { required: true, content: { "application/json": { schema: body } } } }
      : {}),
    responses: {
      [operation.status]: {
        description: operation.summary,
        content: { "application/json": { schema: toSchema(operation.output) } },
      },
      ...problems({
        ...(hasBody ? BODY_REFUSALS : { 400: "A parameter is not acceptable" }),
        ...(operation.method === "delete" ? { 409: "Something stands in the way" } : {}),
        ...REFUSALS,
        ...(operation.isUpstream ? { 502: "The server can't be reached, or isn't a usable MCP server" } : {}),
        ...(versionTag === undefined ? {} : VERSION_REFUSALS),
        ...(versionTag === "required" ? { 428: "If-Match is missing" } : {}),
      }),
    },
  };
}

function problems(descriptions: Readonly<Record<number, string>>): JsonSchema {
  return Object.fromEntries(
    Object.entries(descriptions).map(([status, description]) => [status, { ...PROBLEM, description }]),
  );
}

const objectShapeSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
});

function shapeOf(input: z.ZodObject) {
  return objectShapeSchema.parse(toSchema(input));
}

/** As clients send and may read it: what a schema turns an input into isn't part of the contract, and fields may be added. */
function toSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}
