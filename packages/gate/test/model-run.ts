/**
 * The seed and the number of runs of a model. A new seed each time, printed at once, so that a run that hangs can be
 * repeated too: MODEL_SEED=… repeats it, MODEL_RUNS=… makes it longer.
 */
export function modelRun(name: string, runs: number): { readonly seed: number; readonly numRuns: number } {
  const seed = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const numRuns = Number(process.env.MODEL_RUNS ?? runs);
  console.info(`${name}: ${numRuns} runs, MODEL_SEED=${seed}`);
  return { seed, numRuns };
}
