import type { Log } from "../../src/ports/log.ts";

const nothing = (): void => undefined;

/** Says nothing. */
export const quietLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
