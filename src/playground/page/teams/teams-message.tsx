import type { TeamsConversationView, TeamsMessageView } from "../../wire-teams.ts";
import { Avatar, CompanyBadge } from "../frame/person.tsx";
import { fullTime, timeOfDay } from "../frame/playground-time.ts";
import { Signed } from "../mrkdwn/signs.tsx";
import { CardView } from "./cards/card-view.tsx";
import { useTeamsDesk } from "./desk.ts";
import { MessageText } from "./message-text.tsx";

interface TeamsMessageProps {
  readonly message: TeamsMessageView;
  readonly conversation: TeamsConversationView;
  /** Arrived since the person was last here. */
  readonly fresh: boolean;
}

/** One message: who, when, what was said, and the cards with it. */
export function TeamsMessage({ message, conversation, fresh }: TeamsMessageProps) {
  const { view, everybody } = useTeamsDesk();
  const zone = view.timeZone;
  const { author } = message;
  const own = conversation.kind !== "channel" && author.id === view.seat.id;
  const mentioned = message.mentions.includes(view.seat.id);
  return (
    <article
      className={own ? "teams-message own-in-chat" : "teams-message"}
      aria-label={`${author.name}, ${timeOfDay(message.at, zone)}`}
    >
      <Avatar name={author.name} company={author.company} people={everybody} bot={author.bot} />
      <div className="teams-message-body">
        <header className="message-head">
          <strong>{author.name}</strong>
          {author.bot && <span className="app-badge">app</span>}
          {!author.bot && <CompanyBadge company={author.company} people={everybody} />}
          <time dateTime={message.at} title={fullTime(message.at, zone)}>
            {timeOfDay(message.at, zone)}
          </time>
          {message.editedAt && (
            <span className="edited" title={fullTime(message.editedAt, zone)}>
              Edited
            </span>
          )}
          {mentioned && <span className="mention-tag">@you</span>}
          {fresh && <span className="fresh-tag">New</span>}
        </header>
        <MessageText text={message.text} format={message.textFormat} />
        {message.cards.map((card, index) => (
          <CardView
            // biome-ignore lint/suspicious/noArrayIndexKey: cards have no identity but their place in the message.
            key={index}
            card={card}
            place={{ kind: "message", conversation: conversation.id, message: message.id, card: index }}
            draftKey={`teams card ${view.seat.id} ${conversation.id} ${message.id} ${index}`}
          />
        ))}
        {message.note && (
          <p className="teams-note">
            <span aria-hidden="true">
              <Signed text="👁" />
            </span>{" "}
            <span className="unseen">Only visible to you: </span>
            {message.note}
          </p>
        )}
      </div>
    </article>
  );
}
