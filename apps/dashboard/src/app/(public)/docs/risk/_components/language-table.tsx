import { Table, Td, Th, Tr } from "@/components/ui/table";
import { type PartFigures, share } from "../evaluation-figures";
import { AMOUNT_WORDS } from "./figures-table";

const LANGUAGES: Readonly<Record<string, string>> = {
  en: "English",
  es: "Spanish",
  fr: "French",
  de: "German",
  pt: "Portuguese",
  it: "Italian",
  zh: "Chinese",
  ja: "Japanese",
};

/** How often the class was right in each language, and read told from the rest, for each amount of information. */
export function LanguageTable({ label, parts }: { label: string; parts: readonly PartFigures[] }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface shadow-lift">
      <Table label={label} className="text-[0.8125rem] tabular-nums">
        <thead>
          <tr>
            <Th>Language</Th>
            <Th className="text-right">Tools</Th>
            {parts.map(({ amount }) => (
              <Th key={amount} className="text-right">
                {AMOUNT_WORDS[amount]}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(LANGUAGES).map(([language, word]) => (
            <Tr key={language}>
              <th scope="row" className="border-line border-b px-3 py-2.5 pl-5 font-medium">
                {word}
              </th>
              <Td className="text-right">{parts[0]?.languages[language]?.total ?? 0}</Td>
              {parts.map(({ amount, languages }) => {
                const figures = languages[language];
                return (
                  <Td key={amount} className="text-right whitespace-nowrap">
                    {figures === undefined
                      ? "–"
                      : `${share(figures.right, figures.total)} · ${share(figures.read_right, figures.total)}`}
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
