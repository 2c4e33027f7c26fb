import { type ArgumentSchema, compileArgumentSchema, type JsonObject } from "@policylayer/policy";

/** A tool as it was pinned: what its calls are judged by besides the policy. */
export class PinnedTool {
  /** As the server sent them; null when it sent none. */
  readonly annotations: JsonObject | null;
  readonly #inputSchema: unknown;
  #schema: ArgumentSchema | null | undefined;

  /** `definition` as the server sent it, of which only own members are read, and its stored `hash`. */
  constructor(
    definition: unknown,
    readonly hash: string,
  ) {
    const { annotations, inputSchema } = isJsonObject(definition) ? { ...definition } : {};
    this.annotations = isJsonObject(annotations) ? annotations : null;
    this.#inputSchema = inputSchema;
  }

  /** Compiled when a rule first asks for it, and never again. null: the server sent none. */
  get schema(): ArgumentSchema | null {
    if (this.#schema === undefined) {
      this.#schema = this.#inputSchema === undefined ? null : compileArgumentSchema(this.#inputSchema);
    }
    return this.#schema;
  }
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
