import { Fragment } from "react";

/** A sentence in which what stands between backticks is code. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, position) => {
    const key = `${position}:${part}`;
    if (position % 2 === 0) return <Fragment key={key}>{part}</Fragment>;
    return (
      <code key={key} className="break-words rounded bg-sunken px-1 py-px font-mono text-[0.8125em]">
        {part}
      </code>
    );
  });
}
