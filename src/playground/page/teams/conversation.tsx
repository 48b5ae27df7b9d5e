import { Fragment, useEffect, useMemo, useRef, useState } from "react";
import type { TeamsConversationView } from "../../wire-teams.ts";
import { CompanyBadge } from "../frame/person.tsx";
import { dayOf, dividerDay } from "../frame/playground-time.ts";
import { useAnchoredScroll } from "../workspace/use-anchored-scroll.ts";
import { useTeamsDesk } from "./desk.ts";
import { EmptyConversation } from "./empty-conversation.tsx";
import { PostView } from "./post-view.tsx";
import { type Post, postsIn } from "./posts.ts";
import { TeamsComposer } from "./teams-composer.tsx";
import { TeamsMessage } from "./teams-message.tsx";
import { unreadIn } from "./unread.ts";

interface ConversationProps {
  readonly conversation: TeamsConversationView;
  readonly takesFocus: boolean;
}

export function Conversation({ conversation, takesFocus }: ConversationProps) {
  const { view, everybody } = useTeamsDesk();
  const { name, team, kind, companies, messages } = conversation;
  useReading(conversation);
  return (
    <section className="conversation" aria-label={team ? `${team}, ${name}` : name}>
      <header className="conversation-head">
        <h2>
          {team && <small>{team}</small>}
          {name}
        </h2>
        {kind !== "personal" && (
          <div className="channel-companies">
            <span className="unseen">{companies.length > 1 ? "Shared by" : "Company"}</span>
            {companies.map((company) => (
              <CompanyBadge key={company} company={company} people={everybody} />
            ))}
          </div>
        )}
      </header>
      {messages.length === 0 ? (
        <EmptyConversation conversation={conversation} botName={view.bot.name} />
      ) : (
        <Posts conversation={conversation} />
      )}
      <TeamsComposer conversation={conversation} takesFocus={takesFocus} />
    </section>
  );
}

/** Everything said here: in a channel posts with their replies, in a chat one message after the other. */
function Posts({ conversation }: { conversation: TeamsConversationView }) {
  const { view } = useTeamsDesk();
  const { messages, kind, name } = conversation;
  // What is new stays marked while the conversation is open, although opening it marks all as read.
  const [fresh] = useState(() => new Set(unreadIn(conversation, view.seat.id).map((message) => message.id)));
  const [replyingTo, setReplyingTo] = useState<string>();
  const { frame, atEnd, toEnd } = useAnchoredScroll();
  const posts = useMemo(() => postsIn(messages), [messages]);
  useOwnInSight(posts, view.seat.id, toEnd);

  return (
    <div className="messages-frame">
      <div ref={frame} className="messages posts">
        <ol role="log" aria-label={`Posts in ${name}`} aria-live="polite">
          {posts.map((post, index) => {
            const { id, at } = post.message;
            const before = posts[index - 1]?.message;
            const newDay = !before || dayOf(before.at, view.timeZone) !== dayOf(at, view.timeZone);
            return (
              <Fragment key={id}>
                {newDay && (
                  <li className="day">
                    <span>{dividerDay(at, view.now, view.timeZone)}</span>
                  </li>
                )}
                {kind === "channel" ? (
                  <PostView
                    post={post}
                    conversation={conversation}
                    fresh={fresh}
                    replying={replyingTo === id}
                    onReply={() => setReplyingTo(id)}
                    onReplied={() => setReplyingTo(id)}
                  />
                ) : (
                  <ChatMessages post={post} conversation={conversation} fresh={fresh} />
                )}
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

interface ChatMessagesProps {
  readonly post: Post;
  readonly conversation: TeamsConversationView;
  readonly fresh: ReadonlySet<string>;
}

/** Chats are flat: what answers another message simply follows. */
function ChatMessages({ post, conversation, fresh }: ChatMessagesProps) {
  return [post.message, ...post.replies].map((message) => (
    <li key={message.id}>
      <TeamsMessage message={message} conversation={conversation} fresh={fresh.has(message.id)} />
    </li>
  ));
}

/** A post of one's own is looked at, however far up one was reading. */
function useOwnInSight(posts: readonly Post[], seat: string, toEnd: () => void): void {
  const own = posts.findLast(({ message }) => message.author.id === seat)?.message.id;
  const seen = useRef(own);
  useEffect(() => {
    if (own !== seen.current) toEnd();
    seen.current = own;
  }, [own, toEnd]);
}

/** Tells the server that the conversation is read, as long as somebody can see it. */
function useReading({ id, unread }: TeamsConversationView): void {
  const { view, act } = useTeamsDesk();
  const seat = view.seat.id;
  useEffect(() => {
    const read = () => {
      if (unread > 0 && document.visibilityState === "visible") void act({ act: "read", seat, conversation: id });
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [id, unread, seat, act]);
}
