/** A process of its own that opens the journal in a folder when it is told to, says how that went, and holds on until it is ended. */
import { openLowdbJournal } from "../../src/adapters/storage/lowdb/journal.ts";
import { quietLog } from "./quiet-log.ts";

const [folder = ""] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

process.stdin.once("data", async () => {
  try {
    const journal = await openLowdbJournal({ folder, log: quietLog });
    say("opened");
    process.stdin.on("data", async () => {
      await journal.close();
      say("closed");
    });
  } catch (error) {
    say(`refused: ${error instanceof Error ? error.message : String(error)}`);
  }
});
process.stdin.once("end", () => process.exit());
say("ready");
