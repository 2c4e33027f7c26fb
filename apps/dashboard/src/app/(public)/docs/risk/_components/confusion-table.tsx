import { riskClasses } from "@policylayer/risk";
import { cn } from "@/components/cn";
import { CLASS_WORDS } from "@/components/tools/risk-words";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ConfusionFigures } from "../evaluation-figures";

/** How often each class, as labelled by hand, was taken for each. */
export function ConfusionTable({ label, figures }: { label: string; figures: ConfusionFigures }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <Table label={label} className="text-[0.8125rem] tabular-nums">
        <thead>
          <tr>
            <Th>Is, and found</Th>
            {riskClasses.map((found) => (
              <Th key={found} className="text-right">
                {CLASS_WORDS[found].word}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {riskClasses.map((labelled, row) => (
            <Tr key={labelled}>
              <th scope="row" className="border-line border-b px-3 py-2 pl-5 font-medium">
                {CLASS_WORDS[labelled].word}
              </th>
              {riskClasses.map((found, column) => {
                const count = figures.matrix[row]?.[column] ?? 0;
                return (
                  <Td
                    key={found}
                    className={cn("py-2 text-right", row === column ? "font-medium" : count === 0 ? "text-muted" : "")}
                  >
                    {count}
                  </Td>
                );
              })}
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
