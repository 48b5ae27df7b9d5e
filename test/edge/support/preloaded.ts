/** Settings with which the product's process loads a module of ours before its own. */
const preloaded = (name: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import ${new URL(name, import.meta.url).href}`,
});

/** Every module that is loaded is written into the file. */
export const tellingModulesIn = (file: string): Readonly<Record<string, string>> => ({
  ...preloaded("./modules-told.js"),
  MODULES_TOLD_IN: file,
});

/** The process is started at this moment. */
export const startedAt = (instant: string): Readonly<Record<string, string>> => ({
  ...preloaded("./clock-ahead.js"),
  CLOCK_AHEAD_MS: String(Date.parse(instant) - Date.now()),
});

/** SIGTERM reaches the process in the moment in which it has said that it is ready. */
export const stoppedAtReady = (): Readonly<Record<string, string>> => preloaded("./stopped-at-ready.js");
