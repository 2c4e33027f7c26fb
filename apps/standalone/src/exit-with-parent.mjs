// Preloaded into every child of `npm start`. The channel to the parent closes when the parent ends, also by SIGKILL;
// without it nobody would stop the children, and their ports would stay taken.
const GRACE_MS = 5_000;

process.on("disconnect", () => {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.kill(process.pid, "SIGTERM");
});
// Listening must not keep a child alive that has nothing else to do.
process.channel?.unref();
