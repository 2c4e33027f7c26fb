import { z } from "zod";

/** The form as it was filled in; the verb's own schema judges the values. */
export const serverFormSchema = z.strictObject({
  name: z.string(),
  url: z.string(),
  headers: z.array(z.strictObject({ name: z.string(), value: z.string() })).max(100),
});
export type ServerFormValues = z.output<typeof serverFormSchema>;

/** Reads the fields of the form; header rows left empty are no headers. */
export function readServerForm(form: FormData): ServerFormValues {
  const texts = (name: string) => form.getAll(name).map((value) => (typeof value === "string" ? value.trim() : ""));
  const values = texts("header-value");
  const rows = texts("header-name").map((name, index) => ({ name, value: values[index] ?? "" }));
  return {
    name: texts("name")[0] ?? "",
    url: texts("url")[0] ?? "",
    headers: rows.filter(({ name, value }) => name !== "" || value !== ""),
  };
}

/** The rows as one object, or the name that is given twice. */
export function headersFromRows(
  rows: ServerFormValues["headers"],
): { readonly ok: true; readonly headers: Record<string, string> } | { readonly ok: false; readonly twice: string } {
  const headers = new Map<string, string>();
  for (const { name, value } of rows) {
    if (headers.has(name)) return { ok: false, twice: name };
    headers.set(name, value);
  }
  return { ok: true, headers: Object.fromEntries(headers) };
}
