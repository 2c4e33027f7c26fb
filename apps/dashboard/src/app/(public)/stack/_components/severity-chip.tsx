import type { Severity } from "@policylayer/risk";
import { SEVERITY_WORDS } from "@/components/tools/risk-words";
import { Chip, type Tone } from "@/components/ui/chip";

const TONES: Readonly<Record<Severity, Tone>> = { low: "allow", medium: "limit", high: "ask", critical: "deny" };

export function SeverityChip({ severity }: { severity: Severity }) {
  return <Chip tone={TONES[severity]}>{SEVERITY_WORDS[severity]}</Chip>;
}
