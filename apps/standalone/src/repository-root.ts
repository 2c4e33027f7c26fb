import { fileURLToPath } from "node:url";

/** The clone this runs from, without a trailing slash: where `.data`, the apps and their builds are. */
export const repositoryRoot = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");
