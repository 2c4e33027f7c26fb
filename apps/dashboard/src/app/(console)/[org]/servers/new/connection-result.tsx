import { TRANSPORT_NAMES } from "@/components/servers/transport-names";
import { Notice } from "@/components/ui/notice";
import type { FoundTools } from "./actions";

const NAMES_SHOWN = 12;

/** What answered at the address. */
export function ConnectionResult({ found }: { found: FoundTools }) {
  const { tools, transport } = found;
  const rest = tools.length - NAMES_SHOWN;
  const count = tools.length === 1 ? "1 tool" : `${tools.length} tools`;
  return (
    <Notice kind="success" title={`Connected: ${count} found.`}>
      {transport === "streamable_http" ? null : <p>Spoken to over {TRANSPORT_NAMES[transport]}.</p>}
      {tools.length === 0 ? (
        "The server answers, but lists no tools yet. You can add it and discover them later."
      ) : (
        <ul className="mt-1.5 flex flex-wrap gap-1.5">
          {tools.slice(0, NAMES_SHOWN).map((name) => (
            <li key={name} className="max-w-full truncate rounded bg-surface px-1.5 py-0.5 font-mono text-xs">
              {name}
            </li>
          ))}
          {rest > 0 ? <li className="px-1 py-0.5 text-xs">and {rest} more</li> : null}
        </ul>
      )}
    </Notice>
  );
}
