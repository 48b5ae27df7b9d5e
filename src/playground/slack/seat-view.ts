/** What one person may see of this Slack, in the words of the page. */
import type { ChannelView, MessageView, ModalView, RawBlock, Seat, SeatList, SeatView, SeatWaiting } from "../wire.ts";
import { isThing } from "./block-kit/rules.ts";
import { stateValues } from "./element-state.ts";
import { isForeign, isMember, isVisibleTo, knownUser, messagesIn, teamOf, userOf } from "./lookup.ts";
import type { Office } from "./office.ts";
import type { Block, Channel, Message, User, View, World } from "./world.ts";

export function seatList(office: Office): SeatList {
  const seats = allSeats(office.world);
  // Whoever has the slash command can begin; the others come in by the buttons.
  const first = seats.find((one) => one.appInstalled)?.id ?? seats[0]?.id ?? "";
  return { seats, first };
}

function allSeats(world: World): readonly Seat[] {
  return world.users.filter((one) => !one.isBot && !one.deactivated).map((one) => seatOf(world, one));
}

function seatOf(world: World, user: User): Seat {
  const team = teamOf(world, user);
  return {
    id: user.id,
    name: user.realName,
    role: user.title ? `${user.title}, ${team.name}` : team.name,
    company: team.name,
    teamId: team.id,
    appInstalled: team.appInstalled,
  };
}

export function seatView(office: Office, userId: string, revision: number): SeatView {
  const { world } = office;
  const user = knownUser(world, userId);
  const command = office.bot()?.command ?? { name: "/", hint: "", description: "" };
  const home = world.homes[user.id];
  return {
    revision,
    seat: seatOf(world, user),
    now: office.now().toISOString(),
    timeZone: office.settings.timeZone,
    channels: world.channels.filter((one) => isMember(one, user.id)).map((one) => channelView(world, one, user)),
    modals: (world.modals[user.id] ?? []).map(modalView),
    ...(isForeign(world, user) ? {} : { home: home ? { blocks: rawBlocks(home.content.blocks) } : null }),
    people: allSeats(world),
    waiting: waitingOf(world),
    botUserId: world.app.botUserId,
    command: { name: command.name, hint: command.hint, description: command.description },
  };
}

export function channelView(world: World, channel: Channel, reader: User): ChannelView {
  const messages = messagesIn(world, channel.id).filter((one) => isVisibleTo(one, reader.id));
  const readUpTo = channel.readUpTo[reader.id] ?? "";
  const teams = [channel.teamId, ...channel.sharedWith];
  return {
    id: channel.id,
    name: nameOf(world, channel, reader),
    kind: channel.kind === "im" ? "direct" : "channel",
    topic: channel.topic,
    companies: world.teams.filter((one) => teams.includes(one.id)).map((one) => one.name),
    pinned: channel.pins.map((one) => one.ts),
    unread: messages.filter((one) => one.ts > readUpTo && one.user !== reader.id).length,
    messages: messages.map((one) => messageView(world, one)),
  };
}

/** For every seat what it has not read, and how much of that names it or was written to it alone. */
function waitingOf(world: World): Readonly<Record<string, SeatWaiting>> {
  const waiting: Record<string, SeatWaiting> = {};
  for (const user of world.users) {
    if (user.isBot || user.deactivated) continue;
    let unread = 0;
    let addressed = 0;
    for (const channel of world.channels) {
      if (!isMember(channel, user.id)) continue;
      const readUpTo = channel.readUpTo[user.id] ?? "";
      for (const message of messagesIn(world, channel.id)) {
        if (message.ts <= readUpTo || message.user === user.id || !isVisibleTo(message, user.id)) continue;
        unread += 1;
        if (channel.kind === "im" || names(message, user.id)) addressed += 1;
      }
    }
    waiting[user.id] = { unread, addressed };
  }
  return waiting;
}

/** Everybody whom the blocks mention; text that only looks like a mention, as a person typed it, mentions nobody. */
const mentions = new WeakMap<readonly Block[], ReadonlySet<string>>();

function mentionsIn(thing: unknown, found: Set<string>): void {
  if (Array.isArray(thing)) for (const one of thing) mentionsIn(one, found);
  if (!isThing(thing)) return;
  if (thing.type === "user" && typeof thing.user_id === "string") found.add(thing.user_id);
  if (thing.type === "mrkdwn" && typeof thing.text === "string")
    for (const [, user = ""] of thing.text.matchAll(/<@([A-Z0-9]+)/g)) found.add(user);
  else for (const one of Object.values(thing)) mentionsIn(one, found);
}

function names(message: Message, userId: string): boolean {
  let known = mentions.get(message.blocks);
  if (!known) {
    const found = new Set<string>();
    mentionsIn(message.blocks, found);
    mentions.set(message.blocks, found);
    known = found;
  }
  return message.text.includes(`<@${userId}>`) || known.has(userId);
}

function nameOf(world: World, channel: Channel, reader: User): string {
  if (channel.kind !== "im") return `#${channel.name}`;
  const other = channel.members.find((one) => one !== reader.id);
  return userOf(world, other)?.realName ?? "Direct message";
}

function messageView(world: World, message: Message): MessageView {
  const author = knownUser(world, message.user);
  return {
    ts: message.ts,
    ...(message.threadTs && message.threadTs !== message.ts ? { threadTs: message.threadTs } : {}),
    author: { id: author.id, name: author.realName, company: teamOf(world, author).name, bot: author.isBot },
    text: message.text,
    blocks: rawBlocks(message.blocks),
    at: instant(message.ts),
    ...(message.edited ? { editedAt: instant(message.edited.ts) } : {}),
    ephemeral: message.onlyFor !== undefined,
  };
}

export function modalView(view: View): ModalView {
  const { content } = view;
  const [submit, close] = [textIn(content.submit), textIn(content.close)];
  return {
    viewId: view.id,
    hash: view.hash,
    title: textIn(content.title) ?? "",
    ...(submit === undefined ? {} : { submit }),
    ...(close === undefined ? {} : { close }),
    blocks: rawBlocks(content.blocks),
    state: stateValues(content.blocks, view.state),
    errors: view.errors,
  };
}

/** Copies, so that a reader holds what was true when they looked. */
function rawBlocks(blocks: readonly Block[]): readonly RawBlock[] {
  return structuredClone(blocks) as readonly RawBlock[];
}

function textIn(value: unknown): string | undefined {
  return isThing(value) && typeof value.text === "string" ? value.text : undefined;
}

function instant(ts: string): string {
  return new Date(Number(ts) * 1000).toISOString();
}
