/** Who people are, as their platform knows them. */
import type { AccountId, CompanyKey } from "../domain/ids.ts";

export interface DirectoryEntry {
  readonly account: AccountId;
  readonly name: string;
  readonly company: CompanyKey;
  readonly companyName?: string;
  /** Administers the workspace in which the app is installed. */
  readonly workspaceAdmin: boolean;
  /** A guest of the workspace: not the company's own. */
  readonly guest: boolean;
  readonly bot: boolean;
  readonly active: boolean;
  /** One that the platform, or the person's company, has made sure is theirs; none for guests. */
  readonly email?: string;
}

export interface Directory {
  /** What is known already, without asking anybody. */
  known(account: AccountId): DirectoryEntry | undefined;
  /**
   * Asks the platform where needed; where that does not answer, what it said before. Undefined: there is no such person.
   * @throws PlatformTrouble where nothing is known of them
   */
  find(account: AccountId): Promise<DirectoryEntry | undefined>;
  /** The carrier's own people that are known here, no guests, no apps: those who can be named from another platform. */
  colleagues(): readonly DirectoryEntry[];
}
