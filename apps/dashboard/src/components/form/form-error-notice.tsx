import { Notice } from "../ui/notice";
import type { FormError } from "./action-result";

interface FormErrorNoticeProps {
  readonly error: FormError | null;
  /** Pointers of the fields that show their own problem; the rest is listed here. */
  readonly fields?: readonly string[];
  readonly className?: string;
}

/** Why the form wasn't taken. A change that is saved but not yet in force is a warning, not an error. */
export function FormErrorNotice({ error, fields = [], className }: FormErrorNoticeProps) {
  if (error === null) return null;
  const isShownElsewhere = (pointer: string) =>
    fields.some((field) => pointer === field || pointer.startsWith(`${field}/`));
  const rest = error.problems.filter(({ pointer, detail }) => !isShownElsewhere(pointer) && detail !== error.message);
  const title = error.code === "INVALID" && error.problems.length > 0 ? headline(error) : error.message;
  return (
    <Notice
      kind={error.code === "NOT_YET_IN_FORCE" ? "warning" : "error"}
      title={title}
      {...(className === undefined ? {} : { className })}
    >
      {rest.length > 0 ? (
        <ul className="list-disc pl-4">
          {rest.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`}>
              {pointer === "" ? null : <code className="font-mono text-xs">{pointer}</code>} {detail}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}

function headline(error: FormError): string {
  const [only] = error.problems;
  if (error.problems.length === 1 && only?.detail === error.message) return error.message;
  return error.problems.length === 1
    ? "One thing needs to be mended."
    : `${error.problems.length} things need to be mended.`;
}
