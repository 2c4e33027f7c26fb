/**
 * The seed and the number of runs of one property. A new seed each time, printed at once, so that a run that hangs can be
 * repeated too: FUZZ_SEED=… repeats it, FUZZ_RUNS=… makes it longer.
 */
export function fuzzRun(name: string, runs: number): { readonly seed: number; readonly numRuns: number } {
  const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const numRuns = Number(process.env.FUZZ_RUNS ?? runs);
  console.info(`${name}: ${numRuns} runs, FUZZ_SEED=${seed}`);
  return { seed, numRuns };
}
