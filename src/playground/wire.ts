/**
 * What the playground's page and its server say to each other, in JSON over HTTP on the bot's own port.
 *
 *   GET  /playground/api/seats                  -> SeatList
 *   GET  /playground/api/view?seat=ID           -> SeatView                everything one seat may see, whole
 *   GET  /playground/api/changes?seat=ID        -> text/event-stream       `data: {"revision": n}` whenever the seat's view changed
 *   POST /playground/api/act                    {@link Act} -> ActResult   what the person in a seat does
 *
 * Block Kit travels as Slack has it, so the page draws what Slack would be sent and nothing kinder.
 */

/** A Block Kit block, exactly as the bot sent it. */
export type RawBlock = { readonly type: string; readonly block_id?: string } & Readonly<Record<string, unknown>>;

/** A person who can be played. */
export interface Seat {
  /** Slack user id, such as `U0NADIA`. */
  readonly id: string;
  readonly name: string;
  /** What the person does, for the seat switch: "Regulatory, Prairie Telecom". */
  readonly role: string;
  readonly company: string;
  readonly teamId: string;
  /** The app is installed in this person's workspace; without it there is no slash command and no App tab. */
  readonly appInstalled: boolean;
}

export interface SeatList {
  readonly seats: readonly Seat[];
  readonly first: string;
}

export interface ChannelView {
  readonly id: string;
  /** `#prairie-telecom`, or the other party's name for a direct message. */
  readonly name: string;
  readonly kind: "channel" | "direct";
  readonly topic: string;
  readonly companies: readonly string[];
  readonly pinned: readonly string[];
  readonly unread: number;
  readonly messages: readonly MessageView[];
}

export interface MessageView {
  readonly ts: string;
  readonly threadTs?: string;
  readonly author: { readonly id: string; readonly name: string; readonly company: string; readonly bot: boolean };
  readonly text: string;
  readonly blocks: readonly RawBlock[];
  /** ISO time of the playground's clock. */
  readonly at: string;
  readonly editedAt?: string;
  /** Only this seat sees it. */
  readonly ephemeral: boolean;
}

/** One modal of the seat's stack; the last is on top. */
export interface ModalView {
  readonly viewId: string;
  readonly hash: string;
  readonly title: string;
  readonly submit?: string;
  readonly close?: string;
  readonly blocks: readonly RawBlock[];
  /** What Slack keeps of the person's input: block_id -> action_id -> element state. */
  readonly state: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** block_id -> sentence, from `response_action: "errors"`. */
  readonly errors: Readonly<Record<string, string>>;
}

export interface SeatWaiting {
  /** Unread messages in all channels and direct messages of the seat. */
  readonly unread: number;
  /** Those of them that are direct messages or mention the person: what Slack would count in red. */
  readonly addressed: number;
}

export interface SeatView {
  readonly revision: number;
  readonly seat: Seat;
  /** The playground's clock, ISO with Z, and the zone it is shown in. */
  readonly now: string;
  readonly timeZone: string;
  readonly channels: readonly ChannelView[];
  readonly modals: readonly ModalView[];
  /** The App tab; absent where the app is not installed, null before the bot published one. */
  readonly home?: { readonly blocks: readonly RawBlock[] } | null;
  /**
   * What waits unread for every seat, by seat id, so that a visitor sees whom to be next; the seat's own entry may be
   * missing. It is part of the view: a change in it is a change of the view. Absent: the page shows no such badges.
   */
  readonly waiting?: Readonly<Record<string, SeatWaiting>>;
  /** Every person and channel, to draw mentions and to fill person pickers. */
  readonly people: readonly Seat[];
  readonly botUserId: string;
  readonly command: { readonly name: string; readonly hint: string; readonly description: string };
}

/** Where a press came from. */
export type PressPlace =
  | { readonly kind: "message"; readonly channel: string; readonly ts: string }
  | { readonly kind: "modal"; readonly viewId: string }
  | { readonly kind: "home" };

export type Act =
  | {
      readonly act: "say";
      readonly seat: string;
      readonly channel: string;
      readonly text: string;
      readonly threadTs?: string;
    }
  | { readonly act: "command"; readonly seat: string; readonly channel: string; readonly text: string }
  | {
      readonly act: "press";
      readonly seat: string;
      readonly place: PressPlace;
      readonly blockId: string;
      readonly actionId: string;
      /** State of an interactive element that has one (selects, pickers, overflow): the payload's own fields. */
      readonly fields?: Readonly<Record<string, unknown>>;
      /** For a press inside a modal: what is typed so far, block_id -> action_id -> element state. */
      readonly state?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    }
  | {
      readonly act: "submit";
      readonly seat: string;
      readonly viewId: string;
      readonly state: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    }
  | { readonly act: "close"; readonly seat: string; readonly viewId: string }
  | { readonly act: "openHome"; readonly seat: string }
  | { readonly act: "read"; readonly seat: string; readonly channel: string }
  | { readonly act: "clock"; readonly to: "nextBusinessMorning" | "plusHour" | "plusDay" };

/** `ok: false` carries the sentence Slack would show the person ("/onboard failed: the app did not answer"). */
export type ActResult = { readonly ok: true } | { readonly ok: false; readonly problem: string };
