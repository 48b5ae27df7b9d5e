import type { TeamsConversationView } from "../../wire-teams.ts";
import { Avatar } from "../frame/person.tsx";
import { useTeamsDesk } from "./desk.ts";
import { addressedIn } from "./unread.ts";

interface ListProps {
  readonly here: string | undefined;
  readonly onFold: () => void;
}

/** Chats first, then the teams with their channels, as in Teams' own list. */
export function ConversationList({ here, onFold }: ListProps) {
  const { view, person, everybody } = useTeamsDesk();
  const chats = view.conversations.filter((each) => each.kind !== "channel");
  const channels = view.conversations.filter((each) => each.kind === "channel");
  const teams = [...new Set(channels.map((each) => each.team ?? ""))];
  const entry = (each: TeamsConversationView) => <Entry key={each.id} conversation={each} current={each.id === here} />;
  return (
    <nav className="sidebar teams-list" aria-label="Chats and teams">
      <header className="sidebar-head">
        <Avatar name={person.name} company={person.company} people={everybody} />
        <span>
          <strong>{view.seat.name}</strong>
          <small>
            {view.seat.company}
            {view.seat.guest && <span className="guest-tag">guest</span>}
          </small>
        </span>
        <button type="button" className="icon-button sidebar-closer" aria-label="Fold chats away" onClick={onFold}>
          <span aria-hidden="true">✕</span>
        </button>
      </header>
      {chats.length > 0 && (
        <>
          <h2>Chats</h2>
          <ul>{chats.map(entry)}</ul>
        </>
      )}
      {teams.map((team) => (
        <section key={team} aria-label={team}>
          <h2>{team || "Channels"}</h2>
          <ul>{channels.filter((each) => (each.team ?? "") === team).map(entry)}</ul>
        </section>
      ))}
    </nav>
  );
}

function Entry({ conversation, current }: { conversation: TeamsConversationView; current: boolean }) {
  const { view, everybody, linkTo } = useTeamsDesk();
  const { id, kind, name, unread } = conversation;
  const waits = unread > 0 && !current;
  const addressed = addressedIn(conversation, view.seat.id);
  return (
    <li>
      <a
        href={linkTo({ conversation: id })}
        aria-current={current ? "page" : undefined}
        className={waits ? "entry entry-unread" : "entry"}
      >
        {kind === "personal" ? (
          <Avatar name={name} company="" people={everybody} bot />
        ) : (
          <span className={`entry-sign entry-${kind}`} aria-hidden="true" />
        )}
        <span className="entry-name">{name}</span>
        {waits && (
          <span className={addressed > 0 ? "badge badge-addressed" : "badge"}>
            {addressed > 0 ? addressed : unread}
            <span className="unseen"> unread</span>
          </span>
        )}
      </a>
    </li>
  );
}
