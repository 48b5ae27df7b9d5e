import { Fragment, useEffect, useRef } from "react";
import type { ChannelView, MessageView } from "../../wire.ts";
import { useDesk } from "../frame/desk.ts";
import { dayOf, dividerDay } from "../frame/playground-time.ts";
import { Message } from "./message.tsx";
import { repliesTo } from "./threads.ts";
import { useAnchoredScroll } from "./use-anchored-scroll.ts";

interface MessageListProps {
  readonly channel: ChannelView;
  readonly messages: readonly MessageView[];
  readonly firstUnread: string | undefined;
  readonly openThread: string | undefined;
}

const sameBreathMs = 5 * 60_000;

/** Messages that one author sends in one breath stand under one name. */
const follows = (message: MessageView, before: MessageView | undefined): boolean =>
  before !== undefined &&
  before.author.id === message.author.id &&
  !before.ephemeral &&
  !message.ephemeral &&
  Date.parse(message.at) - Date.parse(before.at) < sameBreathMs;

export function MessageList({ channel, messages, firstUnread, openThread }: MessageListProps) {
  const { view } = useDesk();
  const zone = view.timeZone;
  const { frame, atEnd, toEnd } = useAnchoredScroll();
  // What this person wrote, or was privately answered, they want to see, however far up they were reading.
  const own = messages.findLast((message) => message.ephemeral || message.author.id === view.seat.id)?.ts;
  const seenOwn = useRef(own);
  useEffect(() => {
    if (own !== seenOwn.current) toEnd();
    seenOwn.current = own;
  }, [own, toEnd]);
  return (
    <div className="messages-frame">
      <div ref={frame} className="messages">
        <ol role="log" aria-label={`Messages in ${channel.name}`} aria-live="polite">
          {messages.map((message, index) => {
            const before = messages[index - 1];
            const newDay = !before || dayOf(before.at, zone) !== dayOf(message.at, zone);
            const isNew = message.ts === firstUnread && index > 0;
            return (
              <Fragment key={message.ts}>
                {newDay && (
                  <li className="day">
                    <span>{dividerDay(message.at, view.now, zone)}</span>
                  </li>
                )}
                {isNew && (
                  <li className="new-from-here">
                    <span>New</span>
                  </li>
                )}
                <Message
                  message={message}
                  channel={channel}
                  compact={!newDay && !isNew && follows(message, before)}
                  replies={repliesTo(message.ts, channel.messages)}
                  threadIsOpen={openThread === message.ts}
                />
              </Fragment>
            );
          })}
        </ol>
      </div>
      {!atEnd && (
        <button type="button" className="button to-end" onClick={toEnd}>
          Newest <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  );
}
