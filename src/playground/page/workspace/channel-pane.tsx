import { useEffect, useRef, useState } from "react";
import type { ChannelView } from "../../wire.ts";
import { useDesk } from "../frame/desk.ts";
import { AppTabs } from "./app-tabs.tsx";
import { ChannelHeader } from "./channel-header.tsx";
import { Composer } from "./composer.tsx";
import { EmptyChannel } from "./empty-channel.tsx";
import { MessageList } from "./message-list.tsx";
import { topLevel } from "./threads.ts";
import { unreadIn } from "./unread.ts";

interface ChannelPaneProps {
  readonly channel: ChannelView;
  readonly withBot: boolean;
  readonly openThread: string | undefined;
}

export function ChannelPane({ channel, withBot, openThread }: ChannelPaneProps) {
  const { view, act } = useDesk();
  const seat = view.seat.id;
  // Where reading starts: stays put while the channel is open, although opening it marks all as read.
  const [firstUnread] = useState(() => unreadIn(channel, seat)[0]?.ts);
  const pane = useRef<HTMLElement>(null);
  useReading(channel, seat, act);

  const jumpTo = (ts: string) => {
    const message = pane.current?.querySelector<HTMLElement>(`[data-ts="${CSS.escape(ts)}"]`);
    message?.scrollIntoView({ block: "start" });
    message?.focus({ preventScroll: true });
  };
  const tabbed = withBot && view.home !== undefined;

  return (
    <section ref={pane} className="channel" aria-label={channel.name}>
      {tabbed ? <AppTabs current="messages" /> : <ChannelHeader channel={channel} onJump={jumpTo} />}
      {channel.messages.length === 0 ? (
        <EmptyChannel channel={channel} />
      ) : (
        <MessageList
          channel={channel}
          messages={topLevel(channel.messages)}
          firstUnread={firstUnread}
          openThread={openThread}
        />
      )}
      <Composer channel={channel} />
    </section>
  );
}

/** Tells the server that the channel is read, as long as somebody can see it. */
function useReading(channel: ChannelView, seat: string, act: ReturnType<typeof useDesk>["act"]): void {
  const { id, unread } = channel;
  useEffect(() => {
    const read = () => {
      if (unread > 0 && document.visibilityState === "visible") void act({ act: "read", seat, channel: id });
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [id, unread, seat, act]);
}
