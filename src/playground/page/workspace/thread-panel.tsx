import { useEffect, useRef } from "react";
import type { ChannelView } from "../../wire.ts";
import { Composer } from "./composer.tsx";
import { Message } from "./message.tsx";
import { repliesTo } from "./threads.ts";
import { useAnchoredScroll } from "./use-anchored-scroll.ts";

interface ThreadPanelProps {
  readonly channel: ChannelView;
  /** The timestamp of the thread's first message. */
  readonly root: string;
  readonly onClose: () => void;
}

export function ThreadPanel({ channel, root, onClose }: ThreadPanelProps) {
  const first = channel.messages.find((message) => message.ts === root);
  const replies = repliesTo(root, channel.messages);
  const { frame } = useAnchoredScroll();
  const panel = useRef<HTMLElement>(null);

  useEffect(() => panel.current?.querySelector<HTMLElement>("textarea")?.focus(), []);

  return (
    <section
      ref={panel}
      className="thread"
      aria-label="Thread"
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}
    >
      <header className="thread-head">
        <h2>Thread</h2>
        <span>{channel.name}</span>
        <button type="button" className="icon-button" aria-label="Close thread" onClick={onClose}>
          <span aria-hidden="true">✕</span>
        </button>
      </header>
      <div ref={frame} className="messages">
        <ol role="log" aria-label="Messages in this thread">
          {first ? (
            <Message message={first} channel={channel} compact={false} />
          ) : (
            <li className="empty">The first message of this thread can't be seen from here.</li>
          )}
          {replies.length > 0 && (
            <li className="day">
              <span>{replies.length === 1 ? "1 reply" : `${replies.length} replies`}</span>
            </li>
          )}
          {replies.map((reply) => (
            <Message key={reply.ts} message={reply} channel={channel} compact={false} />
          ))}
        </ol>
      </div>
      <Composer channel={channel} thread={root} />
    </section>
  );
}
