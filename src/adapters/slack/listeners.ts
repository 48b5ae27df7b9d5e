/** What the Bolt app does with a command, a press and an event. */

import type { AckFn, RespondArguments, SlashCommand } from "@slack/bolt";
import type { Answer, Front, Where } from "../../application/front.ts";
import type { Loss } from "../../domain/events.ts";
import type { Directory } from "../../ports/directory.ts";
import type { Log } from "../../ports/log.ts";
import type { Card } from "../../views/vocabulary.ts";
import { createSeen } from "../chat/seen.ts";
import { type Desk, inTime, type Spot } from "./answers.ts";
import { cardAsHome, cardView } from "./cards-as-views.ts";
import { type ChannelNames, isChannelName } from "./channel-names.ts";
import { asking, slackCodeOf } from "./errors.ts";
import { choiceReshapes, renderForm } from "./forms.ts";
import { accountOf, isDirectChannel, placeOf, unknownTeam } from "./ids.ts";
import {
  commandOf,
  eventRequest,
  eventVisitor,
  isSaid,
  type Press,
  pressOf,
  submissionOf,
  whereOf,
  wordsSaid,
} from "./inbound.ts";
import {
  type CommandPayload,
  commandSchema,
  type EventPayload,
  type EventType,
  eventSchema,
  type PressPayload,
  pressSchema,
} from "./payloads.ts";
import { personPicked } from "./person-field.ts";
import { renderCard } from "./render.ts";
import type { Sender } from "./sender.ts";
import { fitsFrame } from "./socket-door.ts";
import type { Identity, WebClient } from "./web.ts";
import { failed, staleButton } from "./wording.ts";

export interface ListenerTools {
  readonly front: Front;
  readonly desk: Desk;
  readonly client: WebClient;
  readonly sender: Sender;
  readonly directory: Directory;
  readonly names: ChannelNames;
  readonly us: Identity;
  readonly log: Log;
  /** Acknowledgements go through a socket, as objects and not too large; over HTTP they may be JSON that is ready to be sent. */
  readonly bySocket: boolean;
}

/** Slack repeats an event up to three times; this many are remembered. https://docs.slack.dev/apis/events-api#retries */
const eventsRemembered = 10_000;

/** Nothing at all asks to begin where there is no checklist yet. */
const bringsChecklist = (words: string): boolean => /^\s*(\/?onboard\b)?\s*$|\b(start|begin|link)\b/i.test(words);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createListeners(tools: ListenerTools) {
  const { front, desk, client, sender, directory, names, us, log, bySocket } = tools;
  const ready = new WeakMap<Card, string>();

  /** A card as the acknowledgement of a command, where it fits into one; drawn and written out once for a card that is answered often. */
  function acknowledgement(card: Card): RespondArguments | string | undefined {
    const known = ready.get(card);
    if (known !== undefined) return known;
    const { payload, losses } = renderCard(card);
    desk.report(losses);
    const body = { response_type: "ephemeral" as const, text: payload.text, blocks: [...payload.blocks] };
    if (bySocket) return fitsFrame(body) ? body : undefined;
    const json = JSON.stringify(body);
    ready.set(card, json);
    return json;
  }

  const commandSpot = ({ channel_id, user_id, trigger_id, response_url }: CommandPayload): Spot => ({
    at: "channel",
    user: user_id,
    channel: channel_id,
    place: isDirectChannel(channel_id) ? undefined : placeOf(us.team, channel_id),
    trigger: trigger_id,
    responseUrl: response_url,
  });

  /** What brings the checklist into a channel waits for the channel's name; nothing else does, nor where Slack says it. */
  function commanded(payload: CommandPayload): Promise<Answer> {
    const { channel_id, channel_name, text: typed } = payload;
    const ask = (named: CommandPayload) => {
      const { visitor, where, text, request } = commandOf(named, us);
      return front.command(visitor, where, text, request);
    };
    if (isChannelName(channel_name) || !bringsChecklist(typed)) return Promise.resolve(ask(payload));
    return names.nameOf(channel_id).then((name) => ask({ ...payload, channel_name: name }));
  }

  async function command(body: SlashCommand, ack: AckFn<string | RespondArguments>): Promise<void> {
    const payload = commandSchema.parse(body);
    const asked = commanded(payload);
    let answer: Answer | "late";
    try {
      answer = await inTime(asked);
    } catch (error) {
      log.error({ error }, `A command failed: ${messageOf(error)}`);
      return ack(acknowledgement(failed(error)));
    }
    const atOnce = answer !== "late" && answer.kind === "card" ? acknowledgement(answer.card) : undefined;
    if (atOnce !== undefined) return ack(atOnce);
    await ack();
    await desk.show(commandSpot(payload), answer === "late" ? asked : answer);
  }

  /** Pages and ticks of a list that only this person sees take the list's place; other answers stand below it. */
  const replacesItself = ({ action }: Press): boolean =>
    action?.do === "completeCourse" ||
    action?.do === "dropCourse" ||
    (action?.do === "look" && action.page !== undefined);

  function pressSpot(payload: PressPayload, press: Press): Spot {
    const { user, channel, container, message, view, trigger_id: trigger, response_url: responseUrl } = payload;
    if (view?.type === "modal") {
      return {
        at: "modal",
        user: user.id,
        trigger,
        viewId: view.id,
        showsCard: view.callback_id === cardView,
        memory: press.memory,
      };
    }
    if (view) return { at: "home", user: user.id, trigger };
    const thread = container?.thread_ts ?? message?.thread_ts;
    if (!channel || isDirectChannel(channel.id))
      return { at: "direct", user: user.id, channel: channel?.id, thread, trigger };
    const replaces = container?.is_ephemeral === true && replacesItself(press);
    return {
      at: "channel",
      user: user.id,
      channel: channel.id,
      place: placeOf(us.team, channel.id),
      thread,
      trigger,
      responseUrl,
      replaces,
    };
  }

  /** A person was picked in a form that is still open: find out who that is before the form is sent. */
  async function warm(user: string | null | undefined): Promise<void> {
    if (!user) return;
    await directory.find(accountOf(unknownTeam, user)).catch((error: unknown) => {
      log.warn({ user }, `A picked person could not be looked up: ${messageOf(error)}`);
    });
  }

  /** A choice on which other fields depend was made: the form changes below the person's hands. */
  async function reshape({ user, view }: PressPayload): Promise<void> {
    if (!view) return;
    const { visitor, ref, values, memory } = submissionOf({ user, view }, us, directory);
    if (!ref) return;
    try {
      const form = await front.reshape(visitor, ref, values);
      const { payload, losses } = renderForm(form, { place: memory.place, before: memory, stillOpen: true });
      desk.report(losses);
      // The hash keeps a slow answer from undoing a newer one.
      await asking("views.update", () => client.views.update({ view_id: view.id, hash: view.hash, view: payload }));
    } catch (error) {
      if (slackCodeOf(error) === "hash_conflict" || slackCodeOf(error) === "not_found") return;
      log.error({ form: ref.form, error }, `A form could not be reshaped: ${messageOf(error)}`);
    }
  }

  async function whereNamed({ channel }: PressPayload, { action, where }: Press): Promise<Where> {
    const bringsIt = action?.do === "open" && (action.ref.form === "start" || action.ref.form === "link");
    return channel && bringsIt ? whereOf(us, channel.id, await names.nameOf(channel.id, channel.name)) : where;
  }

  async function press(body: unknown, ack: () => Promise<void>): Promise<void> {
    const payload = pressSchema.parse(body);
    await ack();
    const [pressed] = payload.actions;
    if (pressed?.action_id === personPicked) return warm(pressed.selected_user);
    if (pressed?.action_id === choiceReshapes) return reshape(payload);
    if (pressed?.action_id.startsWith("link:")) return;
    const inbound = pressOf(payload, us, directory);
    const spot = pressSpot(payload, inbound);
    if (!inbound.action) {
      log.warn(
        { action: pressed?.action_id },
        "A button was pressed that carries nothing we understand; it is of an older version.",
      );
      return desk.show(spot, { kind: "card", card: staleButton });
    }
    const { visitor, action, request } = inbound;
    await desk.show(
      spot,
      whereNamed(payload, inbound).then((where) => front.press(visitor, where, action, request)),
    );
    if (spot.at === "home" && action.do !== "open" && action.do !== "look" && action.do !== "explain")
      await publish(payload.user.id, visitor);
  }

  async function publish(user: string, visitor: Parameters<Front["home"]>[0]): Promise<void> {
    try {
      const { payload, losses } = cardAsHome(await front.home(visitor));
      desk.report(losses);
      await asking("views.publish", () => client.views.publish({ user_id: user, view: payload }));
    } catch (error) {
      log.error({ error }, `A person's App Home could not be shown: ${messageOf(error)}`);
    }
  }

  async function said(payload: EventPayload): Promise<void> {
    const { event } = payload;
    if (!isSaid(payload, us) || !event.channel || !event.ts) return;
    const visitor = await eventVisitor(payload, us, directory);
    const user = event.user ?? "";
    const direct = isDirectChannel(event.channel);
    const spot: Spot = direct
      ? { at: "direct", user, channel: event.channel, thread: event.thread_ts }
      : { at: "thread", user, channel: event.channel, thread: event.thread_ts ?? event.ts };
    const words = wordsSaid(event.text, us);
    const name = bringsChecklist(words) ? await names.nameOf(event.channel) : undefined;
    const where = whereOf(us, event.channel, name);
    await desk.show(
      spot,
      Promise.resolve().then(() => front.said(visitor, where, words, eventRequest(payload))),
    );
  }

  /** Told of every public channel, so of many that are no place of ours. */
  const lost =
    (why: Loss) =>
    async ({ event: { channel } }: EventPayload): Promise<void> => {
      if (channel) await front.left(placeOf(us.team, channel), why);
    };

  /** A channel is open again: a place of ours may have been lost in it. No greeting, since the bot need not be in it. */
  async function unarchived({ event: { channel } }: EventPayload): Promise<void> {
    if (channel) await front.arrived(placeOf(us.team, channel));
  }

  const events: Readonly<Record<EventType, (payload: EventPayload) => Promise<void>>> = {
    message: said,
    app_mention: said,
    async app_home_opened(payload) {
      const { user, tab } = payload.event;
      if (user && tab === "home") await publish(user, await eventVisitor(payload, us, directory));
    },
    async member_joined_channel({ event: { user, channel } }) {
      if (user !== us.botUser || !channel) return;
      // So that it is known by the time somebody starts here.
      void names.nameOf(channel);
      const card = await front.arrived(placeOf(us.team, channel));
      if (card) await sender.post({ channel, card });
    },
    channel_left: lost("removed"),
    group_left: lost("removed"),
    channel_archive: lost("archived"),
    group_archive: lost("archived"),
    channel_unarchive: unarchived,
    group_unarchive: unarchived,
    channel_deleted: lost("gone"),
    group_deleted: lost("gone"),
  };

  const seen = createSeen(eventsRemembered);

  /** Bolt has acknowledged the event already, so nothing may be thrown: nobody would hear of it. */
  async function event(body: unknown): Promise<void> {
    const parsed = eventSchema.safeParse(body);
    if (!parsed.success)
      return log.warn({ issues: parsed.error.issues }, "An event from Slack has a shape that is not known here.");
    if (seen(parsed.data.event_id))
      return log.debug({ event: parsed.data.event_id }, "An event was delivered again and dropped.");
    try {
      await events[parsed.data.event.type](parsed.data);
    } catch (error) {
      log.error(
        { type: parsed.data.event.type, error },
        `An event from Slack could not be handled: ${messageOf(error)}`,
      );
    }
  }

  return { command, press, event };
}
