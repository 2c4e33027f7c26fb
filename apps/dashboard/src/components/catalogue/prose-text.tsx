import { RevealedText } from "../tools/revealed-text";
import type { Prose } from "./prose";

/** A sentence of ours, with other people's names in it as code. */
export function ProseText({ prose }: { prose: Prose }) {
  return prose.map((part, n) =>
    typeof part === "string" ? (
      // The parts of a sentence never move: their place is their name.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <RevealedText key={n} text={part} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <code key={n} className="wrap-anywhere font-mono text-[0.92em]">
        <RevealedText text={part.code} />
      </code>
    ),
  );
}
