import { homePlace, useLinks } from "../frame/address.ts";
import { useDesk } from "../frame/desk.ts";
import { Avatar } from "../frame/person.tsx";
import { botNameIn, isWithBot } from "./bot-name.ts";

/** The two tabs of the app: what it published for this person, and the direct messages with it. */
export function AppTabs({ current }: { current: "home" | "messages" }) {
  const { view } = useDesk();
  const linkTo = useLinks();
  const seat = view.seat.id;
  const direct = view.channels.find((channel) => isWithBot(channel, view));
  return (
    <header className="channel-head app-head">
      <h1>
        <Avatar name={botNameIn(view)} company="" people={view.people} bot />
        {botNameIn(view)} <span className="app-badge">app</span>
      </h1>
      <nav className="tabs" aria-label="App">
        {view.home !== undefined && (
          <a href={linkTo({ seat, channel: homePlace })} aria-current={current === "home" ? "page" : undefined}>
            Home
          </a>
        )}
        {direct && (
          <a href={linkTo({ seat, channel: direct.id })} aria-current={current === "messages" ? "page" : undefined}>
            Messages
            {current === "home" && direct.unread > 0 && <span className="badge badge-addressed">{direct.unread}</span>}
          </a>
        )}
      </nav>
    </header>
  );
}
