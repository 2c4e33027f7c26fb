import { type RiskClass, riskClasses } from "@policylayer/risk";

/** How often each class was taken for each. */
export class Confusion {
  readonly #counts = new Map<string, number>();
  total = 0;
  right = 0;
  /** Read was told from the rest. */
  readRight = 0;
  /** Destructive or financial, and called read. */
  missed = 0;
  unknown = 0;

  add(labelled: RiskClass, found: RiskClass, isUnknown: boolean): void {
    const key = `${labelled} ${found}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    this.total += 1;
    if (labelled === found) this.right += 1;
    if ((labelled === "read") === (found === "read")) this.readRight += 1;
    if (found === "read" && (labelled === "destructive" || labelled === "financial")) this.missed += 1;
    if (isUnknown) this.unknown += 1;
  }

  /** A table: a row for each class as labelled, a column for each as found. */
  toText(title: string): string {
    const share = (count: number) => `${((100 * count) / Math.max(1, this.total)).toFixed(1)} %`;
    const rows = riskClasses.map((labelled) =>
      [labelled, ...riskClasses.map((found) => String(this.#counts.get(`${labelled} ${found}`) ?? 0))]
        .map((cell, index) => (index === 0 ? cell.padEnd(12) : cell.padStart(12)))
        .join(""),
    );
    return [
      `${title}: ${this.total} tools`,
      `  right ${share(this.right)}, read against the rest ${share(this.readRight)}, unknown ${this.unknown}, destructive or financial called read ${this.missed}`,
      `  ${"labelled".padEnd(12)}${riskClasses.map((found) => found.padStart(12)).join("")}`,
      ...rows.map((row) => `  ${row}`),
      "",
    ].join("\n");
  }
}
