"use client";

import { usePathname, useRouter } from "next/navigation";
import { useId } from "react";
import { Select } from "@/components/ui/select";

/** Versions that are offered: a policy may have thousands, and the address takes any. */
const OFFERED_MAX = 100;

interface ComparedWithProps {
  readonly version: number;
  readonly from: number | null;
  readonly newest: number;
}

/** The version that another is compared with, chosen in the address. */
export function ComparedWith({ version, from, newest }: ComparedWithProps) {
  const router = useRouter();
  const pathname = usePathname();
  const id = useId();
  const newestOffered = Math.min(newest, Math.max(version, from ?? 1) + OFFERED_MAX / 2);
  const offered = Array.from({ length: Math.min(newestOffered, OFFERED_MAX) }, (_, n) => newestOffered - n)
    .concat(from ?? [])
    .filter((offer, n, all) => offer !== version && all.indexOf(offer) === n);
  if (offered.length === 0) return null;
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="whitespace-nowrap text-[0.8125rem] text-muted">
        Compared with
      </label>
      <Select
        id={id}
        value={from ?? ""}
        onChange={(event) =>
          router.push(`${pathname}?version=${version}&from=${event.currentTarget.value}`, { scroll: false })
        }
        className="w-36"
      >
        {from === null ? <option value="">Nothing</option> : null}
        {offered.map((offer) => (
          <option key={offer} value={offer}>
            Version {offer}
          </option>
        ))}
      </Select>
    </div>
  );
}
