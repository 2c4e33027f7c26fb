import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** WCAG 2.2, levels A and AA, as axe names them. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Nobody rests on one: it stands before and after an open menu and hands the focus on. Hidden, yet focusable, on purpose. */
const FOCUS_GUARD = "[data-base-ui-focus-guard]";
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };
const THEMES = ["light", "dark"] as const;

export interface View {
  readonly name: string;
  readonly address: string;
  /** What is done there before it is looked at. */
  readonly open?: (page: Page) => Promise<unknown>;
  /** There is no such view on a wide screen. */
  readonly isNarrowOnly?: boolean;
}

/** What keeps people out of a view, wide and narrow, in light and dark: axe's violations, and a page that scrolls sideways. */
export async function findBarriers(page: Page, { name, address, open, isNarrowOnly }: View): Promise<string[]> {
  const barriers: string[] = [];
  const sizes = isNarrowOnly === true ? [NARROW] : [WIDE, NARROW];
  await page.setViewportSize(sizes[0] ?? WIDE);
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await open?.(page);
  await expect(page.getByText(/^Loading\b/)).toHaveCount(0);
  for (const size of sizes) {
    await page.setViewportSize(size);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) barriers.push(`${name}, ${size.width} px: scrolls sideways by ${overflow} px`);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
      // Legacy mode: without frames it finds the same, and needs no second page for every look.
      const { violations } = await new AxeBuilder({ page })
        .options({ runOnly: TAGS, resultTypes: ["violations"] })
        .exclude(FOCUS_GUARD)
        .setLegacyMode(true)
        .analyze();
      for (const { id, nodes } of violations) {
        for (const node of nodes) {
          const why = [...node.any, ...node.all, ...node.none][0]?.message ?? "";
          barriers.push(`${name}, ${size.width} px, ${colorScheme}: ${id} at ${node.target.join(" ")}: ${why}`);
        }
      }
    }
  }
  return barriers;
}

/** The same for several, one after the other, so that all are named at once. */
export async function expectNoBarriers(page: Page, views: readonly View[]): Promise<void> {
  const barriers: string[] = [];
  for (const view of views) barriers.push(...(await findBarriers(page, view)));
  expect(barriers).toEqual([]);
}
