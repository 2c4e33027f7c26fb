"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** Rows of static headers. Each row is a pair of fields named `header-name` and `header-value`, in order. */
export function HeaderRows({ error }: { error: string | undefined }) {
  const [rows, setRows] = useState<readonly number[]>([]);
  const [next, setNext] = useState(1);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 flex w-full items-baseline justify-between font-medium">
        Static headers
        <span className="font-normal text-muted text-xs">Optional</span>
      </legend>
      <p className="text-[0.8125rem] text-muted">
        Sent to the server with every request, e.g. Authorization. Values are stored encrypted and never shown again.
      </p>
      {rows.map((row, index) => (
        <div
          key={row}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]"
        >
          <Input
            name="header-name"
            aria-label={`Header ${index + 1} name`}
            placeholder="Authorization"
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-[0.8125rem]"
          />
          <Input
            name="header-value"
            type="password"
            aria-label={`Header ${index + 1} value`}
            placeholder="Bearer …"
            autoComplete="off"
            className="font-mono text-[0.8125rem] max-sm:order-3 max-sm:col-span-2"
          />
          <Button
            variant="ghost"
            aria-label={`Remove header ${index + 1}`}
            className="w-9 px-0"
            onClick={() => setRows(rows.filter((other) => other !== row))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      {error ? (
        <p role="alert" className="font-medium text-[0.8125rem] text-deny">
          {error}
        </p>
      ) : null}
      <div>
        <Button
          size="sm"
          onClick={() => {
            setRows([...rows, next]);
            setNext(next + 1);
          }}
        >
          <Plus aria-hidden />
          Add header
        </Button>
      </div>
    </fieldset>
  );
}
