import { ProseText } from "@/components/catalogue/prose-text";
import type { Question } from "@/components/catalogue/tool-questions";

export function Questions({ questions }: { questions: readonly Question[] }) {
  return (
    <dl className="divide-y divide-line rounded-lg border border-line bg-surface">
      {questions.map(({ question, answer }) => (
        <div key={question} className="px-4 py-3.5 sm:px-5">
          <dt className="wrap-anywhere font-medium">{question}</dt>
          <dd className="mt-1 break-words text-muted text-pretty">
            <ProseText prose={answer} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
