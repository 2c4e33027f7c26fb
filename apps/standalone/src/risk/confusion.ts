import { type RiskClass, riskClasses } from "@policylayer/risk";

/** How often each class was taken for each, as it is printed, written and shown. */
export interface ConfusionFigures {
  readonly total: number;
  /** The class was right. */
  readonly right: number;
  /** Read was told from the rest. */
  readonly read_right: number;
  /** Destructive or financial, and called read. */
  readonly missed: number;
  readonly unknown: number;
  /** A row for each class as labelled, a column for each as found, from read to financial. */
  readonly matrix: readonly (readonly number[])[];
}

export class Confusion {
  readonly #counts = new Map<string, number>();
  #total = 0;
  #unknown = 0;

  add(labelled: RiskClass, found: RiskClass, isUnknown: boolean): void {
    const key = `${labelled} ${found}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    this.#total += 1;
    if (isUnknown) this.#unknown += 1;
  }

  figures(): ConfusionFigures {
    const of = (labelled: RiskClass, found: RiskClass) => this.#counts.get(`${labelled} ${found}`) ?? 0;
    const sum = (is: (labelled: RiskClass, found: RiskClass) => boolean) =>
      riskClasses
        .flatMap((labelled) => riskClasses.map((found) => (is(labelled, found) ? of(labelled, found) : 0)))
        .reduce((left, right) => left + right, 0);
    return {
      total: this.#total,
      right: sum((labelled, found) => labelled === found),
      read_right: sum((labelled, found) => (labelled === "read") === (found === "read")),
      missed: sum((labelled, found) => found === "read" && (labelled === "destructive" || labelled === "financial")),
      unknown: this.#unknown,
      matrix: riskClasses.map((labelled) => riskClasses.map((found) => of(labelled, found))),
    };
  }
}

/** A table: a row for each class as labelled, a column for each as found. */
export function confusionText(title: string, figures: ConfusionFigures): string {
  const { total, right, read_right: readRight, missed, unknown, matrix } = figures;
  const share = (count: number) => `${((100 * count) / Math.max(1, total)).toFixed(1)} %`;
  const rows = riskClasses.map((labelled, row) =>
    [labelled, ...(matrix[row] ?? []).map(String)]
      .map((cell, index) => (index === 0 ? cell.padEnd(12) : cell.padStart(12)))
      .join(""),
  );
  return [
    `${title}: ${total} tools`,
    `  right ${share(right)}, read against the rest ${share(readRight)}, unknown ${unknown}, destructive or financial called read ${missed}`,
    `  ${"labelled".padEnd(12)}${riskClasses.map((found) => found.padStart(12)).join("")}`,
    ...rows.map((row) => `  ${row}`),
    "",
  ].join("\n");
}
