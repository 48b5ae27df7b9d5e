import { useEffect, useRef, useState } from "react";
import type { TeamsConversationView } from "../../wire-teams.ts";
import type { Post } from "./posts.ts";
import { TeamsComposer } from "./teams-composer.tsx";
import { TeamsMessage } from "./teams-message.tsx";

interface PostViewProps {
  readonly post: Post;
  readonly conversation: TeamsConversationView;
  readonly fresh: ReadonlySet<string>;
  readonly replying: boolean;
  readonly onReply: () => void;
  readonly onReplied: () => void;
}

/** So many of the newest replies stand open; the ones before wait behind a button. */
const repliesShown = 4;

/** A post of a channel with its replies below, and the box to add one. */
export function PostView({ post, conversation, fresh, replying, onReply, onReplied }: PostViewProps) {
  const { message, replies } = post;
  const [whole, setWhole] = useState(false);
  const firstShown = whole ? 0 : Math.max(0, replies.length - repliesShown);
  const box = useRef<HTMLLIElement>(null);
  const many = useRef(replies.length);

  // Whoever has just answered wants to see their answer, and what comes back.
  useEffect(() => {
    if (replies.length > many.current && replying) box.current?.scrollIntoView({ block: "end" });
    many.current = replies.length;
  }, [replies.length, replying]);

  return (
    <li className="post" ref={box}>
      <TeamsMessage message={message} conversation={conversation} fresh={fresh.has(message.id)} />
      {replies.length > 0 && (
        <div className="post-replies">
          {firstShown > 0 && (
            <button type="button" className="post-more" onClick={() => setWhole(true)}>
              Show {firstShown} earlier
            </button>
          )}
          {replies.slice(firstShown).map((reply) => (
            <TeamsMessage key={reply.id} message={reply} conversation={conversation} fresh={fresh.has(reply.id)} />
          ))}
        </div>
      )}
      {replying ? (
        <TeamsComposer conversation={conversation} replyTo={message.id} takesFocus onSent={onReplied} />
      ) : (
        <button type="button" className="post-reply" onClick={onReply}>
          Reply
        </button>
      )}
    </li>
  );
}
