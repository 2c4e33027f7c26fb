import { type FilteredToolList, filterToolList, type JsonRpcId, type JsonValue } from "@policylayer/mcp";
import { isListed } from "@policylayer/policy";
import { BoundedMap } from "../bounded-map";
import { listedTool } from "../enforcement/judged-tool";
import type { Binding } from "../grants/grant";
import { ListedDefinitions } from "../grants/listed-definitions";

const PAGES_MAX = 128;
const CLOSING = Buffer.from("}");

/** One page of a server's tools as a binding sees it. */
export interface ToolsPage {
  readonly filtered: FilteredToolList;
  readonly definitions: ListedDefinitions;
  /** The answer to whoever asked for it; only of a page that can be read. */
  replyTo(id: JsonRpcId): Buffer;
}

/**
 * The last page of some bindings. A binding is replaced as a whole when anything that its calls are judged by changes: policy,
 * pinned definitions, what is quarantined, risk classes. So what was made of a page stands exactly as long as both the binding
 * and the page's result are the same objects.
 */
export class ToolsPages {
  readonly #pages = new BoundedMap<Binding, { readonly result: JsonValue; readonly page: ToolsPage }>(PAGES_MAX);

  /** `isKept`: whether the result may come again. */
  of(binding: Binding, result: JsonValue, isKept: boolean): ToolsPage {
    const known = this.#pages.get(binding);
    if (known !== undefined && known.result === result) return known.page;
    const page = readPage(binding, result);
    if (isKept) this.#pages.set(binding, { result, page });
    return page;
  }
}

function readPage(binding: Binding, result: JsonValue): ToolsPage {
  const policy = binding.policy?.compiled ?? null;
  const definitions = new ListedDefinitions(binding);
  const filtered = filterToolList(
    result,
    (name, tool) => definitions.isAsApproved(name, tool) && isListed(policy, listedTool(binding, name)),
  );
  let bytes: Buffer | null = null;
  return {
    filtered,
    definitions,
    replyTo(id) {
      bytes ??= Buffer.from(JSON.stringify(filtered.kind === "list" ? filtered.result : null));
      return Buffer.concat([Buffer.from(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":`), bytes, CLOSING]);
    },
  };
}
