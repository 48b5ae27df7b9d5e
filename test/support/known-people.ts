/** A directory in memory: whom it knows at once, whom it finds when asked, and what it does not answer. */
import type { AccountId } from "../../src/domain/ids.ts";
import type { Directory, DirectoryEntry } from "../../src/ports/directory.ts";
import { PlatformTrouble } from "../../src/ports/messenger.ts";
import { carriers, everybody, type Someone } from "./people.ts";

const entryOf = ({ account, name, company, carrierAdmin, guest }: Someone): DirectoryEntry => ({
  account,
  name,
  company,
  workspaceAdmin: carrierAdmin,
  guest,
  bot: false,
  active: true,
});

export class KnownPeople implements Directory {
  readonly asked: AccountId[] = [];
  /** The platform does not answer. */
  down = false;
  private readonly entries = new Map<AccountId, DirectoryEntry>(everybody.map((one) => [one.account, entryOf(one)]));
  private readonly unknown = new Set<AccountId>();
  private held: Promise<void> | undefined;

  /** Has to be asked about them first. */
  forgets(...people: readonly Someone[]): void {
    for (const { account } of people) this.unknown.add(account);
  }

  /** Knows their e-mail address too. */
  hasEmail(email: string, ...people: readonly Someone[]): void {
    for (const one of people) this.entries.set(one.account, { ...entryOf(one), email });
  }

  /** Answers only after the returned function was called. */
  holds(): () => void {
    let goOn: () => void = () => {};
    this.held = new Promise((resolve) => {
      goOn = resolve;
    });
    return goOn;
  }

  known(account: AccountId): DirectoryEntry | undefined {
    return this.unknown.has(account) ? undefined : this.entries.get(account);
  }

  colleagues(): readonly DirectoryEntry[] {
    return [...this.entries.values()].filter((entry) => carriers.includes(entry.company) && !entry.guest);
  }

  async find(account: AccountId): Promise<DirectoryEntry | undefined> {
    this.asked.push(account);
    await this.held;
    if (this.down) throw new PlatformTrouble("unreachable", "The directory was made not to answer.");
    this.unknown.delete(account);
    return this.entries.get(account);
  }
}
