import type { ChannelView, SeatView } from "../../wire.ts";

const untilItSpoke = "Onboarding";

/** The app's name: as a person in the list, else as it signs its messages. */
export function botNameIn(view: SeatView): string {
  const listed = view.people.find((person) => person.id === view.botUserId);
  if (listed) return listed.name;
  for (const channel of view.channels) {
    const own = channel.messages.find((message) => message.author.id === view.botUserId);
    if (own) return own.author.name;
  }
  return view.channels.find((channel) => isWithBot(channel, view))?.name ?? untilItSpoke;
}

/** A direct message with nobody of the people is one with the app. */
export const isWithBot = (channel: ChannelView, view: SeatView): boolean =>
  channel.kind === "direct" &&
  !view.people.some((person) => person.id !== view.botUserId && person.name === channel.name);
