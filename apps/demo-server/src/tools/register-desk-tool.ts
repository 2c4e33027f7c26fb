import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { ToolAnnotations } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import type { Answer } from "../desk";

export interface DeskTool<Shape extends z.ZodRawShape> {
  name: string;
  title: string;
  description: string;
  annotations: ToolAnnotations;
  input: Shape;
  answer(input: z.output<z.ZodObject<Shape>>): Answer;
}

/** Puts a tool on the server. Its data is answered as text and as structured content, a refusal as a tool error. */
export function registerDeskTool<Shape extends z.ZodRawShape>(server: McpServer, tool: DeskTool<Shape>): void {
  const { name, title, description, annotations } = tool;
  const inputSchema = z.strictObject(tool.input);
  server.registerTool<z.ZodRawShape, z.ZodObject>(name, { title, description, annotations, inputSchema }, (input) => {
    const answer = tool.answer(inputSchema.parse(input));
    if (!answer.ok) return { isError: true, content: [{ type: "text", text: answer.reason }] };
    return { content: [{ type: "text", text: JSON.stringify(answer.data) }], structuredContent: { ...answer.data } };
  });
}
