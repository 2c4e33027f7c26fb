import { Table, Td, Th, Tr } from "@/components/ui/table";
import { type PartFigures, share } from "../evaluation-figures";

/** One row for each amount of information: how often the class was right, and how often read was told from the rest. */
export function FiguresTable({ label, parts }: { label: string; parts: readonly PartFigures[] }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-lift">
      <Table label={label} className="text-[0.8125rem] tabular-nums">
        <thead>
          <tr>
            <Th>Looked at</Th>
            <Th className="text-right">Tools</Th>
            <Th className="text-right">Class right</Th>
            <Th className="text-right">Read or not, right</Th>
            <Th className="text-right">Unknown</Th>
            <Th className="text-right">Grave, called read</Th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ amount, all }) => (
            <Tr key={amount}>
              <th scope="row" className="border-line border-b px-3 py-2.5 pl-5 font-medium whitespace-nowrap">
                {AMOUNT_WORDS[amount]}
              </th>
              <Td className="text-right">{all.total}</Td>
              <Td className="text-right">{share(all.right, all.total)}</Td>
              <Td className="text-right">{share(all.read_right, all.total)}</Td>
              <Td className="text-right">{all.unknown}</Td>
              <Td className="text-right">{all.missed}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

export const AMOUNT_WORDS: Readonly<Record<PartFigures["amount"], string>> = {
  name: "Name only",
  "name and description": "Name and description",
  "name and schema": "Name, parameters, hints",
  all: "Everything",
};
