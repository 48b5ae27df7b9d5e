import { type Address, homePlace, useLinks } from "../frame/address.ts";
import { useDesk } from "../frame/desk.ts";
import { Avatar } from "../frame/person.tsx";
import { botNameIn, isWithBot } from "./bot-name.ts";
import type { Place } from "./place.ts";
import { addressedIn } from "./unread.ts";

interface EntryProps {
  readonly to: Omit<Address, "seat">;
  readonly name: string;
  readonly current: boolean;
  readonly unread: number;
  readonly addressed: number;
  readonly children: React.ReactNode;
}

function Entry({ to, name, current, unread, addressed, children }: EntryProps) {
  const { view } = useDesk();
  const linkTo = useLinks();
  const waits = unread > 0 && !current;
  return (
    <li>
      <a
        href={linkTo({ seat: view.seat.id, ...to })}
        aria-current={current ? "page" : undefined}
        className={waits ? "entry entry-unread" : "entry"}
      >
        {children}
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

export function Sidebar({ place, onFold }: { place: Place | undefined; onFold: () => void }) {
  const { view } = useDesk();
  const { seat } = view;
  const here = place?.kind === "channel" ? place.channel.id : undefined;
  const channels = view.channels.filter((channel) => channel.kind === "channel");
  const bots = view.home === undefined ? [] : view.channels.filter((channel) => isWithBot(channel, view));
  const directs = view.channels.filter((channel) => channel.kind === "direct" && !bots.includes(channel));
  const bot = bots[0];

  return (
    <nav className="sidebar" aria-label="Channels and messages">
      <header className="sidebar-head">
        <strong>{seat.company}</strong>
        <small>{seat.name}</small>
        <button type="button" className="icon-button sidebar-closer" aria-label="Fold channels away" onClick={onFold}>
          <span aria-hidden="true">✕</span>
        </button>
      </header>
      <h2>Channels</h2>
      <ul>
        {channels.map((channel) => (
          <Entry
            key={channel.id}
            to={{ channel: channel.id }}
            name={channel.name.replace(/^#/, "")}
            current={channel.id === here}
            unread={channel.unread}
            addressed={addressedIn(channel, seat.id)}
          >
            <span className="entry-sign" aria-hidden="true">
              #
            </span>
          </Entry>
        ))}
      </ul>
      {directs.length > 0 && (
        <>
          <h2>Direct messages</h2>
          <ul>
            {directs.map((channel) => {
              const other = view.people.find((person) => person.name === channel.name);
              return (
                <Entry
                  key={channel.id}
                  to={{ channel: channel.id }}
                  name={channel.name}
                  current={channel.id === here}
                  unread={channel.unread}
                  addressed={channel.unread}
                >
                  <Avatar name={channel.name} company={other?.company ?? ""} people={view.people} bot={!other} />
                </Entry>
              );
            })}
          </ul>
        </>
      )}
      {view.home !== undefined && (
        <>
          <h2>Apps</h2>
          <ul>
            <Entry
              to={{ channel: bot && bot.unread > 0 ? bot.id : homePlace }}
              name={botNameIn(view)}
              current={place?.kind === "home" || (bot !== undefined && bot.id === here)}
              unread={bot?.unread ?? 0}
              addressed={bot?.unread ?? 0}
            >
              <Avatar name={botNameIn(view)} company="" people={view.people} bot />
            </Entry>
          </ul>
        </>
      )}
    </nav>
  );
}
