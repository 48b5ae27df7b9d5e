import type { ChannelView, MessageView } from "../../wire.ts";
import { Blocks } from "../blocks/blocks.tsx";
import { SurfaceProvider } from "../forms/surface.ts";
import { useSurfaceOf } from "../forms/use-surface-of.ts";
import { useDesk } from "../frame/desk.ts";
import { Avatar, CompanyBadge } from "../frame/person.tsx";
import { fullTime, timeOfDay } from "../frame/playground-time.ts";
import { Mrkdwn } from "../mrkdwn/mrkdwn.tsx";
import { Signed } from "../mrkdwn/signs.tsx";

interface MessageProps {
  readonly message: MessageView;
  readonly channel: ChannelView;
  readonly compact: boolean;
  /** Undefined inside a thread, where nothing can be answered further. */
  readonly replies?: readonly MessageView[];
  readonly threadIsOpen?: boolean;
}

const noErrors = {};

export function Message({ message, channel, compact, replies, threadIsOpen = false }: MessageProps) {
  const { view, go } = useDesk();
  const zone = view.timeZone;
  const { author } = message;
  const look = ["message", compact && "compact", message.ephemeral && "ephemeral", threadIsOpen && "in-thread"];
  const openThread = () => go({ channel: channel.id, thread: message.ts });
  const time = (
    <time dateTime={message.at} title={fullTime(message.at, zone)}>
      {timeOfDay(message.at, zone)}
    </time>
  );
  return (
    <li className={look.filter(Boolean).join(" ")} data-ts={message.ts} tabIndex={-1}>
      <article aria-label={`${author.name}, ${timeOfDay(message.at, zone)}`}>
        {message.ephemeral && (
          <p className="only-you">
            <span aria-hidden="true">
              <Signed text="👁" />
            </span>{" "}
            Only visible to you
          </p>
        )}
        {compact ? (
          <span className="message-side">{time}</span>
        ) : (
          <>
            <span className="message-side">
              <Avatar name={author.name} company={author.company} people={view.people} bot={author.bot} />
            </span>
            <header className="message-head">
              <strong>{author.name}</strong>
              {author.bot && <span className="app-badge">app</span>}
              <CompanyBadge company={author.company} people={view.people} />
              {time}
            </header>
          </>
        )}
        <MessageBody message={message} channel={channel} />
        {replies && replies.length > 0 && (
          <button type="button" className="replies" aria-expanded={threadIsOpen} onClick={openThread}>
            {replies.length === 1 ? "1 reply" : `${replies.length} replies`}
          </button>
        )}
        {replies?.length === 0 && !message.ephemeral && (
          <button type="button" className="reply-offer" onClick={openThread}>
            Reply in thread
          </button>
        )}
      </article>
    </li>
  );
}

function MessageBody({ message, channel }: { message: MessageView; channel: ChannelView }) {
  const { view } = useDesk();
  const place = { kind: "message", channel: channel.id, ts: message.ts } as const;
  const { surface } = useSurfaceOf(place, message.blocks);
  return (
    <div className="message-body">
      {message.blocks.length > 0 ? (
        <SurfaceProvider value={{ ...surface, errors: noErrors, busy: false }}>
          <Blocks blocks={message.blocks} />
        </SurfaceProvider>
      ) : (
        <Mrkdwn text={message.text} />
      )}
      {message.editedAt && (
        <span className="edited" title={fullTime(message.editedAt, view.timeZone)}>
          (edited)
        </span>
      )}
    </div>
  );
}
