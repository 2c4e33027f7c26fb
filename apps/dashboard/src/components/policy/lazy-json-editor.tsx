"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "../ui/skeleton";

const LINES = ["w-8", "w-40", "w-44", "w-32", "w-56", "w-48", "w-40", "w-24", "w-52", "w-8"];

function EditorSkeleton() {
  return (
    <div role="status" className="grid content-start gap-3 p-5">
      <span className="sr-only">Loading the editor</span>
      {LINES.map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines that never change places
        <Skeleton key={line} className={`h-3.5 ${width}`} />
      ))}
    </div>
  );
}

/** The editor's code comes after the page, into a place that is already as large. */
export const LazyJsonEditor = dynamic(() => import("./json-editor"), { ssr: false, loading: EditorSkeleton });
