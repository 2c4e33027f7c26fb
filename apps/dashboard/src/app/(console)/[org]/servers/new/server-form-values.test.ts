import { expect, it } from "vitest";
import { headersFromRows, readServerForm } from "./server-form-values";

function formOf(entries: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

it("pairs the rows of headers and leaves empty ones out", () => {
  const form = formOf([
    ["name", " Stripe "],
    ["url", "https://mcp.stripe.com"],
    ["header-name", "Authorization"],
    ["header-value", "Bearer x"],
    ["header-name", ""],
    ["header-value", " "],
    ["header-name", "X-Region"],
    ["header-value", ""],
  ]);
  expect(readServerForm(form)).toEqual({
    name: "Stripe",
    url: "https://mcp.stripe.com",
    headers: [
      { name: "Authorization", value: "Bearer x" },
      { name: "X-Region", value: "" },
    ],
  });
});

it("doesn't let a header that is given twice win silently", () => {
  const rows = [
    { name: "X-Key", value: "1" },
    { name: "X-Key", value: "2" },
  ];
  expect(headersFromRows(rows)).toEqual({ ok: false, twice: "X-Key" });
  expect(headersFromRows(rows.slice(0, 1))).toEqual({ ok: true, headers: { "X-Key": "1" } });
});
