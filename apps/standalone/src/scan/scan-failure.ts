/** The scan can't be made. The message says what, where and what to do, and holds nothing of a configuration. */
export class ScanFailure extends Error {}
