import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import type { PageOf } from "@/components/page-params";
import { getSignedInUser } from "@/server/auth";
import { returnPath } from "../return-path";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageOf<Record<string, never>>) {
  const { next } = await searchParams;
  const target = returnPath(typeof next === "string" ? next : null);
  if (await getSignedInUser()) redirect(target);
  return (
    <>
      <h1 className="font-semibold text-xl tracking-[-0.012em]">Sign in</h1>
      <p className="mt-1 mb-6 text-muted">Welcome back.</p>
      <SignInForm next={target} />
      <p className="mt-6 text-muted">
        New here?{" "}
        <Link
          href={target === "/" ? "/sign-up" : `/sign-up?next=${encodeURIComponent(target)}`}
          className="font-medium text-accent underline underline-offset-3"
        >
          Create an account
        </Link>
      </p>
    </>
  );
}
