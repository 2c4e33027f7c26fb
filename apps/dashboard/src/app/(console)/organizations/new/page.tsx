import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Brand } from "@/components/brand";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { getSignedInUser } from "@/server/auth";
import { NewOrganizationForm } from "./new-organization-form";

export const metadata: Metadata = { title: "New organization" };

export default async function NewOrganizationPage() {
  const user = await getSignedInUser();
  if (user === null) redirect("/sign-in?next=/organizations/new");
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-16 items-center justify-between px-4 sm:px-8">
        <Link href="/" className="flex rounded-md">
          <Brand />
        </Link>
        <ThemeSwitch />
      </header>
      <main className="flex flex-1 items-start justify-center px-4 pt-[8vh] pb-16">
        <div className="w-full max-w-[24rem]">
          <h1 className="font-semibold text-xl tracking-[-0.012em]">New organization</h1>
          <p className="mt-1 mb-6 text-muted text-pretty">
            An organization owns its servers, policies and grants, and nobody outside of it can see them. You become its
            admin.
          </p>
          <NewOrganizationForm />
          <p className="mt-6 truncate text-[0.8125rem] text-muted">Signed in as {user.email}</p>
        </div>
      </main>
    </div>
  );
}
