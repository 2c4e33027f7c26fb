import { listCalls } from "@policylayer/services/calls";
import type { ServiceContext } from "@policylayer/services/context";
import { listGrants } from "@policylayer/services/grants";
import { listPolicies } from "@policylayer/services/policies";
import { listServers } from "@policylayer/services/servers";
import { ArrowRight, Check } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/cn";

interface Step {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly action: string;
  readonly isDone: boolean;
}

/** The way to a first judged call, told from what is really there. Gone once a call was made. */
export async function FirstCallChecklist({ ctx }: { ctx: ServiceContext }) {
  const [servers, policies, grants, calls] = await Promise.all([
    listServers(ctx, { limit: 1 }),
    listPolicies(ctx, { limit: 1 }),
    listGrants(ctx, { limit: 1 }),
    listCalls(ctx, { limit: 1 }),
  ]);
  if (calls.data.length > 0) return null;
  const steps = stepsOf(ctx.organizationSlug, {
    server: servers.data[0]?.slug ?? null,
    hasPolicy: policies.data.length > 0,
    grant: grants.data[0]?.id ?? null,
  });
  const next = steps.findIndex(({ isDone }) => !isDone);
  return (
    <section aria-label="First call" className="mb-6 rounded-lg border border-line bg-surface shadow-lift">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 border-line border-b px-4 py-3 sm:px-5">
        <h2 className="font-semibold text-[0.9375rem]">From here to the first call</h2>
        <p className="tabular text-[0.8125rem] text-muted">
          {steps.filter(({ isDone }) => isDone).length} of {steps.length} done
        </p>
      </header>
      <ol className="grid divide-line max-lg:divide-y lg:grid-cols-4 lg:divide-x">
        {steps.map((step, index) => (
          <ChecklistStep key={step.title} step={step} number={index + 1} isNext={index === next} />
        ))}
      </ol>
    </section>
  );
}

function ChecklistStep({ step, number, isNext }: { step: Step; number: number; isNext: boolean }) {
  return (
    <li className="flex gap-3 px-4 py-4 sm:px-5">
      <span
        className={cn(
          "tabular grid size-6 shrink-0 place-items-center rounded-full border border-line font-medium text-muted text-xs",
          isNext && "border-accent text-accent",
          step.isDone && "border-transparent bg-allow-soft text-allow",
        )}
      >
        {step.isDone ? <Check aria-hidden className="size-3.5" /> : number}
      </span>
      <div className="min-w-0">
        <h3 className="font-medium">
          {step.title}
          {step.isDone ? <span className="sr-only"> (done)</span> : null}
        </h3>
        <p className="mt-0.5 text-[0.8125rem] text-muted text-pretty">{step.text}</p>
        {isNext ? (
          <Link
            href={step.href}
            className="mt-2 inline-flex items-center gap-1 rounded font-medium text-[0.8125rem] text-accent hover:underline hover:underline-offset-3"
          >
            {step.action}
            <ArrowRight aria-hidden className="size-3.5" />
          </Link>
        ) : null}
      </div>
    </li>
  );
}

function stepsOf(
  organization: string,
  { server, hasPolicy, grant }: { server: string | null; hasPolicy: boolean; grant: string | null },
): Step[] {
  return [
    {
      title: "Add a server",
      text: "Give its address. The connection is tested and its tools are listed.",
      href: `/${organization}/servers/new`,
      action: "Add a server",
      isDone: server !== null,
    },
    {
      title: "Write a policy",
      text: "Start from a draft made of the server's tools, and save it.",
      href: `/${organization}/servers/${server ?? ""}/policies/new`,
      action: "Write a policy",
      isDone: hasPolicy,
    },
    {
      title: "Create a grant",
      text: "A token for your agent, with the policy it is judged by.",
      href: `/${organization}/grants/new`,
      action: "Create a grant",
      isDone: grant !== null,
    },
    {
      title: "Make a call",
      text: "Point an MCP client at the proxy URL. The call appears in the audit log.",
      href: grant === null ? `/${organization}/grants` : `/${organization}/grants/${grant}`,
      action: "See how to connect",
      isDone: false,
    },
  ];
}
