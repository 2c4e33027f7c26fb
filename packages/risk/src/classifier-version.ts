/**
 * Raised with every change of the rules that classify: what an older one classified is classified again. `npm run -s risk --
 * evaluate --write` refuses to write other outcomes under the same version.
 */
export const CLASSIFIER_VERSION = "3";
