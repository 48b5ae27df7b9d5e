/** The platforms that are connected, behind one messenger and one directory: each id goes to the platform that its first part names. */
import { type AccountId, type ChatPlatform, platformOf } from "../domain/ids.ts";
import type { Directory } from "../ports/directory.ts";
import { type Messenger, type Outgoing, PlatformTrouble } from "../ports/messenger.ts";

export interface Platform {
  readonly messenger: Messenger;
  readonly directory: Directory;
}

/** By name; one that is missing is not configured. */
export type Platforms = Readonly<Partial<Record<ChatPlatform, Platform>>>;

const names: Readonly<Record<ChatPlatform, string>> = { slack: "Slack", teams: "Microsoft Teams" };

const platformFor = ({ address }: Outgoing): ChatPlatform =>
  platformOf(address.to === "place" ? address.place : address.account);

export function messengerOf(platforms: Platforms): Messenger {
  const of = (message: Outgoing): Messenger => {
    const name = platformFor(message);
    const platform = platforms[name];
    if (platform) return platform.messenger;
    throw new PlatformTrouble(
      "refused",
      `${names[name]} is not configured any more, so this message stays unsent. Set it up again as .env.example says, or unlink the place.`,
    );
  };
  return {
    create: async (message) => of(message).create(message),
    update: async (receipt, message) => of(message).update(receipt, message),
    findSent: async (message, since) => of(message).findSent(message, since),
  };
}

export function directoryOf(platforms: Platforms): Directory {
  const of = (account: AccountId) => platforms[platformOf(account)]?.directory;
  return {
    known: (account) => of(account)?.known(account),
    find: async (account) => of(account)?.find(account),
    colleagues: () => Object.values(platforms).flatMap(({ directory }) => directory.colleagues()),
  };
}
