import { codePoint, splitHidden } from "@policylayer/policy";

/** A text of a server as it is, with every character that wouldn't show written out. */
export function RevealedText({ text }: { text: string }) {
  return splitHidden(text).map((part, n) =>
    part.isHidden ? (
      // The parts of a text never move: their place is their name.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <span key={n} className="rounded bg-deny-soft px-1 font-medium font-mono text-[0.85em] text-deny">
        {[...part.text].map(codePoint).join(" ")}
      </span>
    ) : (
      part.text
    ),
  );
}
