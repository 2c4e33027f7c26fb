import { cn } from "../cn";
import { CopyButton } from "./copy-button";
import { ScrollBox } from "./scroll-box";

interface CodeBlockProps {
  readonly text: string;
  readonly label: string;
  readonly caption?: string;
  /** Breaks long lines on the screen; what is copied stays as it is. */
  readonly isWrapped?: boolean;
}

/** Text to paste elsewhere, with a button that copies it. */
export function CodeBlock({ text, label, caption, isWrapped }: CodeBlockProps) {
  return (
    <figure className="overflow-hidden rounded-md border border-line bg-sunken">
      <figcaption className="flex min-h-10 items-center justify-between gap-2 border-line border-b py-1 pr-1.5 pl-3 text-muted text-xs">
        <span className="min-w-0 truncate font-mono">{caption ?? label}</span>
        <CopyButton text={text} label={`Copy ${label}`} caption="Copy" />
      </figcaption>
      <ScrollBox label={label} className="max-h-[28rem] overflow-auto p-3">
        <pre className={cn("font-mono text-xs leading-5", isWrapped && "whitespace-pre-wrap break-all")}>
          <code>{text}</code>
        </pre>
      </ScrollBox>
    </figure>
  );
}
