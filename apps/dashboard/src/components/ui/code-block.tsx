import { CopyButton } from "./copy-button";
import { ScrollBox } from "./scroll-box";

/** Text to paste elsewhere, with a button that copies it. */
export function CodeBlock({ text, label, caption }: { text: string; label: string; caption?: string }) {
  return (
    <figure className="overflow-hidden rounded-md border border-line bg-sunken">
      <figcaption className="flex min-h-10 items-center justify-between gap-2 border-line border-b py-1 pr-1.5 pl-3 text-muted text-xs">
        <span className="min-w-0 truncate font-mono">{caption ?? label}</span>
        <CopyButton text={text} label={`Copy ${label}`} caption="Copy" />
      </figcaption>
      <ScrollBox label={label} className="max-h-80 overflow-auto p-3">
        <pre className="font-mono text-xs leading-5">
          <code>{text}</code>
        </pre>
      </ScrollBox>
    </figure>
  );
}
