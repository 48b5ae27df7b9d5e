/** The bot comes into a team, a chat or to a person, and is put out again; channels get other names, and end. */
import type { Front, Visitor } from "../../application/front.ts";
import type { Loss } from "../../domain/events.ts";
import type { Log } from "../../ports/log.ts";
import type { TeamsActivity } from "./activities.ts";
import type { Met } from "./directory.ts";
import { type Identity, kindOf, placeIn } from "./inbound.ts";
import { type References, withoutThread } from "./references.ts";
import type { Sender } from "./sender.ts";

export interface ArrivalTools {
  readonly front: Front;
  readonly sender: Sender;
  readonly references: References;
  readonly us: Identity;
  readonly log: Log;
}

export interface Arrivals {
  /** `conversationUpdate` and `installationUpdate`. `whoever` is undefined where no person did it. @throws what the application throws */
  happened(activity: TeamsActivity, whoever: { met: Met; visitor: () => Promise<Visitor> } | undefined): Promise<void>;
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events */
const endings: Readonly<Record<string, { readonly what: "channel" | "team"; readonly why: Loss }>> = {
  channelDeleted: { what: "channel", why: "gone" },
  teamDeleted: { what: "team", why: "gone" },
  teamHardDeleted: { what: "team", why: "gone" },
  teamArchived: { what: "team", why: "archived" },
};

/** A channel is there again, and a place of ours may have been lost in it. No hello, since the bot need not be in it. */
const returns: Readonly<Record<string, "channel" | "team">> = {
  teamUnarchived: "team",
  teamRestored: "team",
  channelRestored: "channel",
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createArrivals({ front, sender, references, us, log }: ArrivalTools): Arrivals {
  const isUs = ({ recipient }: TeamsActivity, id: string): boolean => id === us.botId || id === recipient?.id;
  const comes = (activity: TeamsActivity): boolean =>
    activity.type === "installationUpdate"
      ? activity.action === "add"
      : activity.membersAdded.some(({ id }) => isUs(activity, id));
  // An upgrade removes and adds the app in one go: that is no farewell.
  const goes = (activity: TeamsActivity): boolean =>
    activity.type === "installationUpdate"
      ? activity.action === "remove"
      : activity.membersRemoved.some(({ id }) => isUs(activity, id));

  const ownOf = ({ conversation, channelData }: TeamsActivity): string =>
    channelData?.channel?.id ?? withoutThread(conversation.id);

  /** A channel, or all of a team's in which the bot was heard. */
  function placesOf(activity: TeamsActivity, what: "channel" | "team"): readonly string[] {
    const own = ownOf(activity);
    const team = activity.channelData?.team?.id;
    if (what === "channel" || team === undefined) return [own];
    const others = [...references.places()].filter((one) => one.team === team);
    return [...new Set([own, ...others.map((one) => one.conversation)])];
  }

  /** What happens in a team's first channel, whose id is the team's, happens to the team. */
  const whatIsLeft = (activity: TeamsActivity): "channel" | "team" =>
    ownOf(activity) === activity.channelData?.team?.id ? "team" : "channel";

  async function left(activity: TeamsActivity, conversations: readonly string[], why: Loss): Promise<void> {
    for (const conversation of conversations) {
      const { serviceUrl } = references.place(conversation) ?? activity;
      await references.keepPlace(conversation, { serviceUrl, greeted: undefined });
      await front.left(placeIn(us, conversation), why);
    }
  }

  async function back(conversations: readonly string[]): Promise<void> {
    for (const conversation of conversations) await front.arrived(placeIn(us, conversation));
  }

  /** Teams tells of one arrival twice, as an installation and as a new member: one hello is enough. */
  async function hello(activity: TeamsActivity): Promise<void> {
    const {
      channelData,
      conversation: { id },
    } = activity;
    const conversation = withoutThread(channelData?.settings?.selectedChannel?.id ?? id);
    const isKnown = references.place(conversation)?.greeted === true;
    const { serviceUrl } = activity;
    const team = channelData?.team?.id;
    const keep = (greeted: true | undefined) =>
      references.keepPlace(conversation, { serviceUrl, greeted, ...(team ? { team } : {}) });
    const kept = keep(true);
    try {
      // The application hears of every arrival: a place that was lost is found again.
      const card = await front.arrived(placeIn(us, conversation));
      if (card && !isKnown) await sender.answer(undefined, { conversation, card });
    } catch (error) {
      if (!isKnown) await keep(undefined);
      throw error;
    }
    await kept;
  }

  async function welcome(met: Met, visitor: Visitor): Promise<void> {
    if (references.person(met.aad)?.greeted) return;
    const keep = (greeted: true | undefined) => references.keepPerson(met.aad, { greeted });
    const kept = keep(true);
    try {
      const card = await front.home(visitor);
      await sender.answer(undefined, { conversation: met.conversation, card, viewer: visitor.account });
    } catch (error) {
      await keep(undefined);
      throw error;
    }
    await kept;
  }

  return {
    async happened(activity, whoever) {
      const { channelData } = activity;
      const isPersonal = kindOf(activity) === "personal";
      const ending = endings[channelData?.eventType ?? ""];
      if (ending) return left(activity, placesOf(activity, ending.what), ending.why);
      const returning = returns[channelData?.eventType ?? ""];
      if (returning) return back(placesOf(activity, returning));
      if (goes(activity)) {
        if (!isPersonal) return left(activity, placesOf(activity, whatIsLeft(activity)), "removed");
        if (whoever) await references.keepPerson(whoever.met.aad, { personal: undefined, greeted: undefined });
        return;
      }
      if (!comes(activity)) return;
      if (!isPersonal) return hello(activity);
      if (!whoever) return log.debug({}, "The app was installed for a person who is not named.");
      const { met, visitor } = whoever;
      await welcome(met, await visitor()).catch((error: unknown) => {
        log.warn({}, `A person could not be welcomed one to one: ${messageOf(error)}`);
      });
    },
  };
}
