/** Shows an answer to the person who asked: where they asked, and to nobody else unless they asked aloud. */

import type { Answer } from "../../application/front.ts";
import type { PlaceId } from "../../domain/ids.ts";
import type { Log } from "../../ports/log.ts";
import type { Card, Form, Loss } from "../../views/vocabulary.ts";
import { soon } from "../chat/soon.ts";
import { cardAsModal } from "./cards-as-views.ts";
import { asking } from "./errors.ts";
import { renderForm } from "./forms.ts";
import { channelFor } from "./inbound.ts";
import { limits } from "./limits.ts";
import type { Memory } from "./memory.ts";
import { renderCard } from "./render.ts";
import type { Sender } from "./sender.ts";
import type { WebClient } from "./web.ts";
import { failed, formBehindButton } from "./wording.ts";

interface Someone {
  readonly user: string;
  /** Opens one modal within three seconds. */
  readonly trigger?: string | undefined;
}

/** Where a person stands when they ask something. */
export type Spot = Someone &
  (
    | {
        readonly at: "channel";
        readonly channel: string;
        /** None for a direct conversation. */
        readonly place?: PlaceId | undefined;
        readonly thread?: string | undefined;
        readonly responseUrl?: string | undefined;
        /** What was pressed was shown to this person only, and the answer takes its place. */
        readonly replaces?: boolean;
      }
    | { readonly at: "direct"; readonly channel?: string | undefined; readonly thread?: string | undefined }
    /** A mention: asked aloud, answered aloud, in a thread so that the channel stays readable. */
    | { readonly at: "thread"; readonly channel: string; readonly thread: string }
    | { readonly at: "modal"; readonly viewId: string; readonly showsCard: boolean; readonly memory: Memory }
    | { readonly at: "home" }
  );

type At<Name extends Spot["at"]> = Extract<Spot, { at: Name }>;

export interface Desk {
  /** Shows the answer; whatever fails on the way is logged, and the person is told all the same where that is possible. */
  show(spot: Spot, answer: Answer | Promise<Answer>): Promise<void>;
  /** Shows a card where the person stands, or else wherever they can be reached. */
  tell(spot: Spot, card: Card): Promise<void>;
  /** Logs what could not be shown of a card or form. */
  report(losses: readonly Loss[]): void;
}

export interface DeskTools {
  readonly client: WebClient;
  readonly sender: Sender;
  readonly log: Log;
  readonly timeoutMs?: number;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createDesk({ client, sender, log, timeoutMs = 10_000 }: DeskTools): Desk {
  function report(losses: readonly Loss[]): void {
    if (losses.length > 0) log.warn({ losses }, "Some of a card or form did not fit into Slack and was left out.");
  }

  async function respond(url: string, card: Card, replaces: boolean): Promise<void> {
    const { payload, losses } = renderCard(card);
    report(losses);
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ response_type: "ephemeral", replace_original: replaces, ...payload }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status} from the response address`);
  }

  async function directly(user: string, card: Card, channel?: string, thread?: string): Promise<void> {
    const to = channel ?? (await sender.directChannel(user));
    await sender.post({ channel: to, card, ...(thread ? { thread } : {}) });
  }

  type Way = readonly [name: string, go: () => Promise<void>];

  /** Tries one way after the other until the person has the card. @throws the last way's error */
  async function byAnyOf(ways: readonly Way[]): Promise<void> {
    for (const [index, [name, go]] of ways.entries()) {
      try {
        await go();
        return;
      } catch (error) {
        const more = index < ways.length - 1 ? " Another way is tried." : " The person was not told.";
        log.warn({ way: name }, `An answer did not get through by ${name}: ${messageOf(error)}.${more}`);
        if (index === ways.length - 1) throw error;
      }
    }
  }

  const view = async (
    method: "views.open" | "views.push",
    trigger: string | undefined,
    modal: ReturnType<typeof cardAsModal>,
  ) => {
    report(modal.losses);
    if (!trigger) throw new Error("there is no trigger to open a modal with");
    const args = { trigger_id: trigger, view: modal.payload };
    await asking(method, () => (method === "views.open" ? client.views.open(args) : client.views.push(args)));
  };

  const update = async (viewId: string, modal: ReturnType<typeof cardAsModal>) => {
    report(modal.losses);
    await asking("views.update", () => client.views.update({ view_id: viewId, view: modal.payload }));
  };

  const byDirect = (user: string, card: Card, channel?: string, thread?: string): Way => [
    "direct message",
    () => directly(user, card, channel, thread),
  ];
  const byEphemeral = (user: string, card: Card, channel: string, thread?: string): Way => [
    "private message in the channel",
    () => sender.postPrivately(user, { channel, card, ...(thread ? { thread } : {}) }),
  ];

  /** How a card reaches a person, by where they stand; the best way first. */
  const ways: { readonly [Name in Spot["at"]]: (spot: At<Name>, card: Card) => readonly Way[] } = {
    channel: ({ user, channel, thread, responseUrl, replaces = false }, card) => {
      const response: readonly Way[] = responseUrl
        ? [["response address", () => respond(responseUrl, card, replaces)]]
        : [];
      const own = byEphemeral(user, card, channel, thread);
      // What is said to a response address stands in the channel, not in the thread where the person looks:
      // https://docs.slack.dev/interactivity/handling-user-interaction#publishing_in_thread
      const there = thread !== undefined && !replaces ? [own, ...response] : [...response, own];
      return [...there, byDirect(user, card)];
    },
    direct: ({ user, channel, thread }, card) => [byDirect(user, card, channel, thread)],
    thread: ({ user, channel, thread }, card) => [
      ["thread", async () => void (await sender.post({ channel, thread, card }))],
      byEphemeral(user, card, channel),
      byDirect(user, card),
    ],
    modal: ({ user, trigger, viewId, showsCard, memory }, card) => {
      const modal = () => cardAsModal(card, { place: memory.place });
      const channel = channelFor(memory);
      return [
        // A form stays below what is shown, with all that was typed; a card gives way.
        showsCard
          ? (["modal", () => update(viewId, modal())] as const)
          : (["modal", () => view("views.push", trigger, modal())] as const),
        ...(channel ? [byEphemeral(user, card, channel)] : []),
        byDirect(user, card),
      ];
    },
    home: ({ user, trigger }, card) => [
      ["modal", () => view("views.open", trigger, cardAsModal(card))],
      byDirect(user, card),
    ],
  };

  const waysOf = (spot: Spot, card: Card): readonly Way[] => {
    const of = ways[spot.at] as (one: Spot, shown: Card) => readonly Way[];
    return of(spot, card);
  };

  const tell = (spot: Spot, card: Card): Promise<void> => byAnyOf(waysOf(spot, card));

  /** A form remembers where it was opened, so that its person is told there what came of it. */
  function placeIn(spot: Spot): string | undefined {
    if (spot.at === "channel") return spot.place;
    return spot.at === "modal" ? spot.memory.place : undefined;
  }

  async function open(spot: Spot, form: Form): Promise<void> {
    if (spot.at === "thread" || spot.trigger === undefined) return tell(spot, formBehindButton(form, "said"));
    try {
      await view(
        spot.at === "modal" ? "views.push" : "views.open",
        spot.trigger,
        renderForm(form, { place: placeIn(spot) }),
      );
    } catch (error) {
      log.warn({ form: form.ref.form }, `A form did not open: ${messageOf(error)} The person gets a button for it.`);
      await tell(spot, formBehindButton(form, "late"));
    }
  }

  const kinds: {
    readonly [Kind in Answer["kind"]]: (spot: Spot, answer: Extract<Answer, { kind: Kind }>) => Promise<void>;
  } = {
    nothing: async () => {},
    card: (spot, { card, privately }) =>
      privately && spot.at === "thread"
        ? byAnyOf([byEphemeral(spot.user, card, spot.channel), byDirect(spot.user, card)])
        : tell(spot, card),
    form: (spot, { form }) => open(spot, form),
    checking: async (spot, { outcome }) => display(spot, await outcome),
  };

  function display(spot: Spot, answer: Answer): Promise<void> {
    const one = kinds[answer.kind] as (where: Spot, what: Answer) => Promise<void>;
    return one(spot, answer);
  }

  return {
    tell,
    report,
    async show(spot, answer) {
      try {
        await display(spot, await answer);
      } catch (error) {
        log.error({ at: spot.at, error }, `A person could not be answered: ${messageOf(error)}`);
        await tell(spot, failed(error)).catch(() => undefined);
      }
    },
  };
}

/** As long as an acknowledgement can wait: an answer that comes in time goes into it, a late one follows it. */
export const inTime = <Value>(promise: Promise<Value>): Promise<Value | "late"> =>
  soon(promise, limits.acknowledgement.leaveMs);
