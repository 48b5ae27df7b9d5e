/** The messenger port in Teams: messages in channels, chats and one to one, updated where they stand. */
import type { AccountId, PlaceId } from "../../domain/ids.ts";
import type { Directory } from "../../ports/directory.ts";
import type { Log } from "../../ports/log.ts";
import { type Messenger, type Outgoing, PlatformTrouble } from "../../ports/messenger.ts";
import { type Card, mention, say } from "../../views/vocabulary.ts";
import { isNo } from "../chat/meanings.ts";
import { oneToOneTrouble } from "./errors.ts";
import { aadOf, conversationOf, isTeamsAccount, isTeamsPlace } from "./ids.ts";
import type { References } from "./references.ts";
import type { Post, Sender } from "./sender.ts";

/** A message of ours, where it stands and whether it names the person it was meant for. */
interface Receipt {
  readonly conversation: string;
  readonly message: string;
  /** The person could not be written to, so that it stands in a channel with a mention. */
  readonly instead: boolean;
}

/** Conversation ids hold colons and semicolons, but no bars. */
export const receiptOf = ({ conversation, message, instead }: Receipt): string =>
  `${conversation}|${message}${instead ? "|instead" : ""}`;

export function readReceipt(text: string): Receipt {
  const [conversation = "", message = "", flag] = text.split("|");
  return { conversation, message, instead: flag === "instead" };
}

export interface MessengerTools {
  readonly sender: Sender;
  readonly references: References;
  readonly directory: Pick<Directory, "known">;
  readonly log: Log;
}

export function createMessenger({ sender, references, directory, log }: MessengerTools): Messenger {
  const nameOf = (account: AccountId): string =>
    directory.known(account)?.name ?? references.person(aadOf(account))?.name ?? "you";

  /** In a channel, instead of one to one: the same card, beginning with the person's name so that they are notified. */
  const addressed = (card: Card, account: AccountId): Card => ({
    ...card,
    elements: [{ word: "paragraph", text: say`${mention({ account, name: nameOf(account) })}` }, ...card.elements],
  });

  const own = (place: PlaceId): string => {
    if (isTeamsPlace(place)) return conversationOf(place);
    throw new PlatformTrouble("refused", `${place} is no place in Teams; it belongs to another platform.`);
  };

  /** What is sent: one to one it is the person's own view already. */
  const postOf = ({ address, card, mark }: Outgoing, conversation: string, instead: boolean): Post =>
    address.to === "place"
      ? { conversation, card, mark }
      : instead
        ? { conversation, card: addressed(card, address.account), mark }
        : { conversation, card, mark, viewer: address.account };

  async function post(message: Outgoing, conversation: string, instead: boolean): Promise<string> {
    const id = await sender.post(postOf(message, conversation, instead));
    return receiptOf({ conversation, message: id, instead });
  }

  async function direct(message: Outgoing, account: AccountId): Promise<string> {
    if (!isTeamsAccount(account))
      throw new PlatformTrouble("refused", `${account} is no account in Teams; it belongs to another platform.`);
    return sender.directly(account, (conversation) => post(message, conversation, false));
  }

  return {
    async create(message) {
      const { address } = message;
      if (address.to === "place") return post(message, own(address.place), false);
      try {
        return await direct(message, address.account);
      } catch (error) {
        const { fallback } = address;
        if (!fallback || !isTeamsPlace(fallback) || !isNo(error)) throw error;
        log.warn(
          { account: address.account },
          `A person is told in the channel instead of one to one: ${error.message}`,
        );
        return post(message, conversationOf(fallback), true);
      }
    },

    async update(receipt, message) {
      const { conversation, message: id, instead } = readReceipt(receipt);
      const isOneToOne = message.address.to === "person" && !instead;
      await sender.update(id, postOf(message, conversation, instead)).catch((error: unknown) => {
        throw isOneToOne ? oneToOneTrouble(error) : error;
      });
      return receipt;
    },

    async findSent({ address }) {
      const conversation =
        address.to === "place" ? own(address.place) : references.person(aadOf(address.account))?.personal;
      // Where no conversation was opened there is no message in it, unless it was told in the channel instead.
      const fallback = address.to === "person" && address.fallback && isTeamsPlace(address.fallback);
      const asked = conversation ?? (fallback ? conversationOf(address.fallback) : undefined);
      if (asked === undefined) return undefined;
      // While Teams is away nothing is sent once more: what did not get through then does not stand there twice later.
      await sender.reached(asked);
      throw new PlatformTrouble(
        "refused",
        "Teams does not let a bot read what was written; whether a message arrived before a crash cannot be looked up.",
      );
    },
  };
}
