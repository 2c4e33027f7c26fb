import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import type { PageOf } from "@/components/page-params";
import { getSignedInUser } from "@/server/auth";
import { returnPath } from "../return-path";
import { SignUpForm } from "./sign-up-form";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage({ searchParams }: PageOf<Record<string, never>>) {
  const { next } = await searchParams;
  const target = returnPath(typeof next === "string" ? next : null);
  if (await getSignedInUser()) redirect(target);
  return (
    <>
      <h1 className="font-semibold text-xl tracking-[-0.012em]">Create an account</h1>
      <p className="mt-1 mb-6 text-muted">Your organization and its first team are ready right away.</p>
      <SignUpForm next={target} />
      <p className="mt-6 text-muted">
        Have an account?{" "}
        <Link
          href={target === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(target)}`}
          className="font-medium text-accent underline underline-offset-3"
        >
          Sign in
        </Link>
      </p>
    </>
  );
}
