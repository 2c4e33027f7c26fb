/** Whether this is `next dev`. Next puts the constant in at build time; it is not a setting of ours. */
export const isDevelopment: boolean = process.env.NODE_ENV === "development";
