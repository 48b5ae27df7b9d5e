/** Preloaded into the product by `--import`: SIGTERM reaches it in the very moment in which it says that it is ready. */
const write = process.stdout.write;
process.stdout.write = (...args) => {
  const isTaken = write.apply(process.stdout, args);
  if (String(args[0]).includes("The bot is ready.")) process.kill(process.pid, "SIGTERM");
  return isTaken;
};
