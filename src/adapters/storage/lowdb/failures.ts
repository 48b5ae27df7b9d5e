/** What the disk's errors mean to a person, and what to do about them. */
import { NotKept } from "../../../ports/journal.ts";
import { InDoubt } from "./replace.ts";

/** https://man7.org/linux/man-pages/man3/errno.3.html */
const meanings: Readonly<Record<string, readonly [cause: string, cure: string]>> = {
  ENOSPC: ["the disk is full", "Free some space; nothing needs to be restarted."],
  EDQUOT: ["the disk quota is used up", "Free some space or raise the quota; nothing needs to be restarted."],
  EIO: ["the disk reports an error", "Look at the machine's disk; the bot goes on when it works again."],
  EROFS: ["the disk has become read-only", "Look at the machine's disk, mount it writable again, and restart the bot."],
  ENOENT: ["the data folder is gone", "Put the folder back with what was in it and restart the bot."],
  EACCES: ["the bot may not write there", "Give the bot's user the right to write to the data folder."],
  EPERM: ["the bot may not write there", "Give the bot's user the right to write to the data folder."],
  EMFILE: ["too many files are open", "Raise the limit of open files (ulimit -n) and restart the bot."],
  ENFILE: ["too many files are open", "Close what holds so many files open on this machine."],
  ENAMETOOLONG: ["the name of its file is too long", "Use a data folder with a shorter path."],
};

const unknown = ["the disk did not take it", "Look at the machine's disk and at the bot's log."] as const;

/** The error for the port, from what the file system threw. */
export function notKept(path: string, thrown: unknown): NotKept {
  const error = thrown instanceof InDoubt ? thrown.cause : thrown;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const [cause, cure] = meanings[code] ?? unknown;
  return new NotKept(`Nothing was recorded: ${cause} (${[code, path].filter(Boolean).join(", ")}). ${cure}`, {
    cause: error,
  });
}
