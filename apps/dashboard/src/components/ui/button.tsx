"use client";

import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { useIsHydrated } from "../form/use-is-hydrated";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";

interface ButtonProps extends Omit<ComponentProps<"button">, "disabled"> {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  /** Work is under way: shows it, and takes no second press. */
  readonly isBusy?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
}

/** Takes no press until the page can act on it, so that an early click is never lost or sent as a plain form. */
export function Button({ variant, size, isBusy, isDisabled, className, children, type, ...rest }: ButtonProps) {
  const isHydrated = useIsHydrated();
  return (
    <button
      {...rest}
      type={type ?? "button"}
      disabled={!isHydrated || isBusy === true || isDisabled === true}
      aria-busy={isBusy === true ? true : undefined}
      data-busy={isBusy === true}
      className={buttonStyle(variant, size, `${isDisabled === true ? "opacity-55" : ""} ${className ?? ""}`)}
    >
      {isBusy === true ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
      {children}
    </button>
  );
}
