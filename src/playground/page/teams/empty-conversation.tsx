import type { TeamsConversationView } from "../../wire-teams.ts";
import { offerText } from "../writing/offered-text.ts";
import { useTeamsDesk } from "./desk.ts";

interface EmptyConversationProps {
  readonly conversation: TeamsConversationView;
  readonly botName: string;
}

const mostOffered = 4;

/** An empty conversation says how to begin: no visitor should have to read documentation for that. */
export function EmptyConversation({ conversation, botName }: EmptyConversationProps) {
  const { view } = useTeamsDesk();
  const alone = conversation.kind === "personal";
  const mention = alone ? "" : `@${botName} `;
  return (
    <div className="empty">
      <h2>{alone ? `Write to ${botName}` : `${conversation.name} is empty`}</h2>
      <p>
        {alone ? (
          "Ask in your own words, or begin with one of these."
        ) : (
          <>
            Teams has no slash commands: mention <b>@{botName}</b>, then say what you want.
          </>
        )}
      </p>
      <ul className="offers">
        {view.commands.slice(0, mostOffered).map(({ title, description }) => (
          <li key={title}>
            <button
              type="button"
              className="button"
              title={description}
              onClick={() => offerText("teams", `${mention}${title}`)}
            >
              {mention}
              {title}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
