import type { ServiceContext } from "@policylayer/services/context";
import { diffPolicyVersions, getPolicyVersion, type PolicyView } from "@policylayer/services/policies";
import { ChangeList } from "@/components/policy/change-list";
import { TextDiff } from "@/components/policy/text-diff";
import { Card } from "@/components/ui/card";
import { Tabs } from "@/components/ui/tabs";
import { orNotFound } from "../../../../or-not-found";
import { ComparedWith } from "./compared-with";

interface ComparisonProps {
  readonly ctx: ServiceContext;
  readonly policy: PolicyView;
  /** As they stand in the address. */
  readonly version: string;
  readonly from: string | undefined;
}

/** What a version says that another doesn't, in words and as text. A page that isn't there when one of them isn't. */
export async function Comparison({ ctx, policy, version, from }: ComparisonProps) {
  const { id } = policy;
  const asked = { id, version, ...(from === undefined ? {} : { from }) };
  const diff = await orNotFound(diffPolicyVersions(ctx, asked));
  const [after, before] = await Promise.all([
    getPolicyVersion(ctx, { id, version: diff.version }),
    diff.from === null ? null : getPolicyVersion(ctx, { id, version: diff.from }),
  ]);
  const count = diff.total === 1 ? "1 change" : `${diff.total} changes`;
  return (
    <Card
      title={diff.from === null ? `Version ${diff.version}` : `Version ${diff.version} against version ${diff.from}`}
      description={diff.from === null ? "The first version, with nothing before it." : `${count} in what it says.`}
      actions={<ComparedWith key={diff.version} version={diff.version} from={diff.from} newest={policy.version} />}
      className="mb-6"
    >
      {before === null ? (
        <p className="text-muted">There is nothing to compare it with.</p>
      ) : (
        <Tabs
          label="How to show it"
          items={[
            { value: "words", label: "In words", panel: <ChangeList changes={diff.changes} total={diff.total} /> },
            { value: "text", label: "As text", panel: <TextDiff before={before.text} after={after.text} /> },
          ]}
        />
      )}
    </Card>
  );
}
