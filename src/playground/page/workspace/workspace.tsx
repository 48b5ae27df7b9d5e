import { useEffect } from "react";
import type { SeatView } from "../../wire.ts";
import { type Address, homePlace, settleAt } from "../frame/address.ts";
import { useDesk } from "../frame/desk.ts";
import { AppHome } from "./app-home.tsx";
import { botNameIn, isWithBot } from "./bot-name.ts";
import { ChannelPane } from "./channel-pane.tsx";
import { DrawerOpener, useDrawer } from "./drawer.tsx";
import { Guidance } from "./guidance.tsx";
import type { Place } from "./place.ts";
import { Sidebar } from "./sidebar.tsx";
import { ThreadPanel } from "./thread-panel.tsx";

/** The channel last looked at in this window: whoever sits down next and can't see the address looks there too. */
let lastChannel: string | undefined;

/** Where the address points, or where a newcomer best begins: an empty channel, which says how to start. */
function placeFor(address: Address, view: SeatView): Place | undefined {
  if (address.channel === homePlace && view.home !== undefined) return { kind: "home" };
  const channels = view.channels.filter((channel) => channel.kind === "channel");
  const channel =
    view.channels.find((each) => each.id === address.channel) ??
    channels.find((each) => each.id === lastChannel) ??
    channels.find((each) => each.companies.length > 1 && each.messages.length === 0) ??
    channels[0] ??
    view.channels[0];
  return channel && { kind: "channel", channel };
}

export function Workspace({ address }: { address: Address }) {
  const { view, go, guided } = useDesk();
  const drawer = useDrawer();
  const { fold } = drawer;
  const place = placeFor(address, view);
  const placeKey = place?.kind === "channel" ? place.channel.id : place?.kind;
  const title = place?.kind === "channel" ? place.channel.name : `${botNameIn(view)} home`;
  const unread = view.channels.reduce((sum, channel) => sum + channel.unread, 0);

  useEffect(() => {
    if (place?.kind === "channel" && place.channel.kind === "channel") lastChannel = place.channel.id;
  }, [place]);
  // The best place to begin changes with the first message there; whoever looks at it stays.
  const begin = address.channel === undefined && place?.kind === "channel" ? place.channel.id : undefined;
  useEffect(() => {
    if (begin) settleAt(view.seat.id, { channel: begin });
  }, [begin, view.seat.id]);
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ""}${title} · ${view.seat.name}`;
  }, [title, unread, view.seat.name]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere folds the sidebar again.
  useEffect(fold, [placeKey]);

  return (
    <div ref={drawer.around} className={drawer.unfolded ? "workspace sidebar-unfolded" : "workspace"}>
      <Sidebar place={place} onFold={fold} />
      <div className="pane">
        {!guided && <Guidance place={place} />}
        <div className="pane-body">
          <DrawerOpener label="Channels and messages" drawer={drawer} unread={unread} />
          {place?.kind === "home" && <AppHome />}
          {place?.kind === "channel" && (
            <ChannelPane
              key={place.channel.id}
              channel={place.channel}
              withBot={isWithBot(place.channel, view)}
              openThread={address.thread}
            />
          )}
          {!place && <p className="empty">This person is in no channel yet.</p>}
        </div>
      </div>
      {place?.kind === "channel" && address.thread && (
        <ThreadPanel
          key={address.thread}
          channel={place.channel}
          root={address.thread}
          onClose={() => go({ channel: place.channel.id })}
        />
      )}
    </div>
  );
}
