import { type HeaderParams, readHeaderParams } from "@policylayer/mcp";
import {
  type ArgumentSchema,
  compileArgumentSchema,
  definitionText,
  isRespaced,
  type JsonObject,
  type RiskClass,
} from "@policylayer/policy";
import { classifyTool } from "@policylayer/risk";

/** A tool as it was pinned: what its calls are judged by besides the policy. */
export class PinnedTool {
  /** As the server sent them; null when it sent none. */
  readonly annotations: JsonObject | null;
  readonly #inputSchema: unknown;
  readonly #definition: JsonObject;
  /** The text of the last listing that was the same, so that the next one is compared at no cost. */
  #listed: string | null = null;
  #schema: ArgumentSchema | null | undefined;
  #riskClass: RiskClass | null | undefined;
  #headerParams: HeaderParams | undefined;

  /** `definition` as the server sent it, of which only own members are read, and its stored `hash`. */
  constructor(
    definition: unknown,
    readonly hash: string,
  ) {
    this.#definition = isJsonObject(definition) ? { ...definition } : {};
    const { annotations, inputSchema } = this.#definition;
    this.annotations = isJsonObject(annotations) ? annotations : null;
    this.#inputSchema = inputSchema;
  }

  /**
   * How the server lists it now: as it was pinned, with other white space in its descriptions, or as something else. What
   * can't be compared is something else.
   */
  compare(listed: JsonObject): "same" | "respaced" | "other" {
    const raw = JSON.stringify(listed);
    if (raw === this.#listed) return "same";
    const text = definitionText(listed);
    if (text !== null && text === definitionText(this.#definition)) {
      this.#listed = raw;
      return "same";
    }
    return isRespaced(this.#definition, listed) ? "respaced" : "other";
  }

  /** Compiled when a rule first asks for it, and never again. null: the server sent none. */
  get schema(): ArgumentSchema | null {
    if (this.#schema === undefined) {
      this.#schema = this.#inputSchema === undefined ? null : compileArgumentSchema(this.#inputSchema);
    }
    return this.#schema;
  }

  /** The arguments that a call repeats as headers, towards an upstream of revision 2026-07-28. */
  get headerParams(): HeaderParams {
    this.#headerParams ??= readHeaderParams(this.#definition.inputSchema);
    return this.#headerParams;
  }

  /** What the tool can do at worst, worked out when a call or a list first needs it; null: not a tool's definition. */
  get riskClass(): RiskClass | null {
    if (this.#riskClass === undefined) this.#riskClass = classOf(this.#definition);
    return this.#riskClass;
  }
}

/** The control plane shows the class that the same definition has there: both give the same parts, and no server's name. */
function classOf(definition: JsonObject): RiskClass | null {
  const { name, title, description, inputSchema, annotations } = definition;
  if (typeof name !== "string") return null;
  return classifyTool({ tool: name, title: textOf(title), description: textOf(description), inputSchema, annotations })
    .class;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
