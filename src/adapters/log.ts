/** Structured log lines through pino: ISO times, level names, and nothing secret. */
import { type DestinationStream, pino } from "pino";
import type { Log } from "../ports/log.ts";
import { redaction } from "./redaction.ts";

export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogSettings {
  readonly level: LogLevel;
  /** The configured tokens and secrets themselves, to be taken out wherever they turn up. */
  readonly secrets?: readonly string[];
  /** Standard output where nothing else is said. */
  readonly to?: DestinationStream;
}

/** Lines that are below `level` cost nothing: their fields are not looked at. */
export function openLog({ level, secrets, to }: LogSettings): Log {
  const redact = redaction(secrets);
  const options = {
    level,
    // The process and the machine are the business of whoever collects the lines.
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => redact(fields) as Record<string, unknown>,
    },
    // Errors are taken apart by the redaction already.
    serializers: { err: (error: unknown) => error },
  };
  const logger = to === undefined ? pino(options) : pino(options, to);
  const line =
    (at: "debug" | "info" | "warn" | "error") =>
    (fields: object, message: string): void => {
      if (logger.isLevelEnabled(at)) logger[at](fields, String(redact(message)));
    };
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
}
