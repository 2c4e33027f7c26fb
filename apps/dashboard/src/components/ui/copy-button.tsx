"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { cn } from "../cn";
import { buttonStyle } from "./button-style";

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for a reader: "Copy proxy URL". */
  readonly label: string;
  /** Shown beside the icon; the icon stands alone without it. */
  readonly caption?: string;
  readonly className?: string;
}

export function CopyButton({ text, label, caption, className }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 1800);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    try {
      await writeToClipboard(text);
      setIsCopied(true);
    } catch {
      toast.error("The browser refused to copy. Select the text and copy it by hand.");
    }
  }

  return (
    <button
      type="button"
      aria-label={isCopied ? "Copied" : label}
      title={label}
      onClick={() => void copy()}
      className={cn(buttonStyle(caption ? "secondary" : "ghost", caption ? "sm" : "icon"), className)}
    >
      {isCopied ? <Check aria-hidden className="text-allow" /> : <Copy aria-hidden />}
      {caption ? (isCopied ? "Copied" : caption) : null}
    </button>
  );
}

/** The clipboard API exists on https and localhost only; a console on plain http in a private network has the old way. */
async function writeToClipboard(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  (document.activeElement?.closest("[role=dialog]") ?? document.body).append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  if (!isCopied) throw new Error("the browser refused to copy");
}
