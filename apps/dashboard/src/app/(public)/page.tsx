import { listMemberships } from "@policylayer/services/organizations";
import { Ban, Check, EyeOff, FileSliders, ListTree, ShieldCheck, Timer } from "lucide-react";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Brand } from "@/components/brand";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { ButtonLink } from "@/components/ui/button-link";
import { getSignedInUser } from "@/server/auth";
import { getDeps } from "@/server/deps";
import { SampleLog } from "./_components/sample-log";

const POINTS = [
  {
    icon: FileSliders,
    title: "A rule for every tool",
    text: "Register an MCP server and see every tool it exposes. Allow, deny, hide or limit each one, in a policy you can read and version.",
  },
  {
    icon: ShieldCheck,
    title: "Judged before the server sees it",
    text: "Agents connect to a proxy URL instead of the server. A call that breaks a rule is refused on the way, and the agent is told why.",
  },
  {
    icon: ListTree,
    title: "Nothing goes unrecorded",
    text: "Each decision is in the audit log with the rule that made it, before the server sees the call. A revoked grant holds from the next call.",
  },
];

/** Tall enough for a finger. */
const FOOTER_LINK = "inline-flex min-h-6 items-center rounded underline underline-offset-3 hover:text-ink";

/** A signed-in person goes straight to work; everybody else reads what this is. */
export default async function StartPage() {
  const user = await getSignedInUser();
  if (user !== null) {
    const [first] = await listMemberships(getDeps().db, user.id);
    redirect(first === undefined ? "/organizations/new" : `/${first.organization.slug}/servers`);
  }
  return (
    <div className="mx-auto flex min-h-dvh max-w-6xl flex-col px-4 sm:px-8">
      <header className="flex h-16 items-center justify-between gap-3">
        <Brand />
        <nav aria-label="Account" className="flex items-center gap-2">
          <span className="max-sm:hidden">
            <ThemeSwitch />
          </span>
          <span className="max-sm:hidden">
            <ButtonLink href="/catalogue" variant="ghost" size="sm">
              Catalogue
            </ButtonLink>
          </span>
          <ButtonLink href="/sign-in" variant="ghost" size="sm">
            Sign in
          </ButtonLink>
          <ButtonLink href="/sign-up" variant="primary" size="sm">
            Sign up
          </ButtonLink>
        </nav>
      </header>
      <main className="flex-1">
        <div className="grid items-center gap-12 py-14 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)] lg:py-24">
          <div>
            <h1 className="font-semibold text-4xl leading-[1.1] tracking-[-0.03em] text-balance sm:text-5xl">
              Decide what your agents may do.
            </h1>
            <p className="mt-5 max-w-lg text-[1.0625rem] text-muted leading-7 text-pretty">
              PolicyLayer is a gateway between AI agents and MCP servers. Every tool call passes your rules before it
              reaches the server, and every decision is on record. Agents get a new URL; nothing is installed on their
              side.
            </p>
            <div className="mt-8 flex flex-wrap gap-3">
              <ButtonLink href="/sign-up" variant="primary">
                Create an account
              </ButtonLink>
              <ButtonLink href="/sign-in">Sign in</ButtonLink>
            </div>
          </div>
          <SampleLog
            rows={[
              { icon: Check, tone: "allow", word: "Allowed", tool: "list_invoices", why: "no limit" },
              { icon: Check, tone: "allow", word: "Allowed", tool: "run_procedure", why: "10th of 10 this minute" },
              { icon: Timer, tone: "limit", word: "Rate-limited", tool: "run_procedure", why: "again in 23 seconds" },
              { icon: Ban, tone: "deny", word: "Denied", tool: "send_payment", why: "no rule names it" },
              { icon: EyeOff, tone: "quiet", word: "Hidden", tool: "drop_database", why: "the agent never sees it" },
            ]}
          />
        </div>
        <ul className="grid gap-8 border-line border-t py-12 sm:grid-cols-3">
          {POINTS.map(({ icon: Icon, title, text }) => (
            <li key={title}>
              <Icon aria-hidden className="size-5 text-accent" />
              <h2 className="mt-3 font-semibold">{title}</h2>
              <p className="mt-1 text-muted text-pretty">{text}</p>
            </li>
          ))}
        </ul>
      </main>
      <footer className="flex items-center justify-between gap-4 border-line border-t py-6 text-[0.8125rem] text-muted">
        <span>PolicyLayer</span>
        <nav aria-label="Documentation" className="flex flex-wrap gap-x-5 gap-y-1">
          <Link href="/catalogue" className={FOOTER_LINK}>
            Catalogue
          </Link>
          <Link href="/attacks" className={FOOTER_LINK}>
            Attack patterns
          </Link>
          <Link href="/stack" className={FOOTER_LINK}>
            Check a stack
          </Link>
          <Link href="/docs/policy" className={FOOTER_LINK}>
            Policy reference
          </Link>
          <Link href="/docs/risk" className={FOOTER_LINK}>
            Risk of a tool
          </Link>
          <Link href="/api/v1/openapi.json" prefetch={false} className={FOOTER_LINK}>
            REST API
          </Link>
        </nav>
      </footer>
    </div>
  );
}
