import { Chip } from "../ui/chip";
import { decisionWords } from "./decision-words";

export function DecisionChip({ decision }: { decision: string }) {
  const { word, icon: Icon, tone } = decisionWords(decision);
  return (
    <Chip tone={tone}>
      <Icon aria-hidden />
      {word}
    </Chip>
  );
}
