/**
 * What the page and the local Teams say to each other, in JSON over HTTP on the bot's own port.
 *
 *   GET  /playground/api/teams/seats            -> TeamsSeatList
 *   GET  /playground/api/teams/view?seat=ID     -> TeamsView           everything one seat may see, whole
 *   GET  /playground/api/teams/changes?seat=ID  -> text/event-stream   `data: {"revision": n}` whenever the seat's view changed
 *   POST /playground/api/teams/act              {@link TeamsAct} -> TeamsActResult
 *
 * Cards travel as the bot sent them, so the page draws what Teams would be sent and nothing kinder.
 */
import type { ActResult } from "./wire.ts";

export type { ActResult } from "./wire.ts";

export interface TeamsChoice {
  readonly title: string;
  readonly value: string;
}

/**
 * `said`: what Teams shows the person in a box of its own, such as a dialog's last words. `choices`: what a search found.
 */
export type TeamsActResult = ActResult & { readonly said?: string; readonly choices?: readonly TeamsChoice[] };

/** An Adaptive Card, exactly as the bot sent it. */
export type RawCard = { readonly type: "AdaptiveCard" } & Readonly<Record<string, unknown>>;
/** An action of such a card, exactly as it stands there. */
export type RawAction = { readonly type: string } & Readonly<Record<string, unknown>>;

/** A person who can be played. */
export interface TeamsSeat {
  /** Entra object id, a GUID. */
  readonly id: string;
  readonly name: string;
  /** What the person does, for the seat switch: "Service manager, Northline Carrier". */
  readonly role: string;
  readonly company: string;
  /** The tenant that the account is in, a GUID; a guest's is the carrier's, whatever `company` says. */
  readonly tenantId: string;
  /** A guest in the carrier's tenant. */
  readonly guest: boolean;
  /** Slack id of the same human's seat in the local Slack, where they sit in both. */
  readonly slackSeat?: string;
}

export interface TeamsSeatList {
  readonly seats: readonly TeamsSeat[];
  readonly first: string;
}

export interface TeamsMessageView {
  readonly id: string;
  /** The message of the channel whose thread this is in. */
  readonly replyTo?: string;
  readonly author: { readonly id: string; readonly name: string; readonly company: string; readonly bot: boolean };
  /** Teams' own HTML or Markdown, by `textFormat`. */
  readonly text: string;
  readonly textFormat: "xml" | "markdown" | "plain";
  /** As this seat sees them: the seat's own view where the card has one. */
  readonly cards: readonly RawCard[];
  /** What the app told this seat alone about the message. */
  readonly note?: string;
  /** ISO time of the playground's clock. */
  readonly at: string;
  readonly editedAt?: string;
  /** People the message notifies, by id. */
  readonly mentions: readonly string[];
}

export interface TeamsConversationView {
  readonly id: string;
  readonly kind: "channel" | "groupChat" | "personal";
  /** The channel's name; the group chat's topic; the bot's name one to one. */
  readonly name: string;
  /** Name of the team a channel belongs to. */
  readonly team?: string;
  readonly companies: readonly string[];
  readonly unread: number;
  readonly messages: readonly TeamsMessageView[];
}

/** The dialog that is open for the seat, at most one. */
export interface TeamsDialogView {
  readonly id: string;
  readonly title: string;
  readonly card: RawCard;
}

export interface TeamsView {
  readonly revision: number;
  readonly seat: TeamsSeat;
  readonly now: string;
  readonly timeZone: string;
  readonly conversations: readonly TeamsConversationView[];
  readonly dialog?: TeamsDialogView;
  /** What waits unread for every seat, by seat id. */
  readonly waiting: Readonly<Record<string, { readonly unread: number; readonly addressed: number }>>;
  readonly people: readonly TeamsSeat[];
  readonly bot: { readonly id: string; readonly name: string };
  /** What the manifest's command list offers after a mention, and one to one. */
  readonly commands: readonly { readonly title: string; readonly description: string }[];
}

export type TeamsPressPlace =
  | { readonly kind: "message"; readonly conversation: string; readonly message: string; readonly card: number }
  | { readonly kind: "dialog"; readonly dialog: string };

export type TeamsAct =
  /** `@Onboarding …` in the text becomes a mention of the bot; one to one none is needed. */
  | {
      readonly act: "say";
      readonly seat: string;
      readonly conversation: string;
      readonly text: string;
      readonly replyTo?: string;
    }
  | {
      readonly act: "press";
      readonly seat: string;
      readonly place: TeamsPressPlace;
      /** The action as it stands in the card the seat sees; one that does not stand there is refused. */
      readonly action: RawAction;
      /** Values of the card's inputs, by id. */
      readonly inputs: Readonly<Record<string, string>>;
    }
  /** Somebody types into an Input.ChoiceSet with `choices.data`: the bot, or the directory of people, says what there is. */
  | {
      readonly act: "search";
      readonly seat: string;
      readonly place: TeamsPressPlace;
      readonly input: string;
      readonly text: string;
    }
  | { readonly act: "closeDialog"; readonly seat: string; readonly dialog: string }
  | { readonly act: "read"; readonly seat: string; readonly conversation: string };
