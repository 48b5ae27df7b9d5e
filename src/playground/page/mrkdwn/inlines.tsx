import { createContext, Fragment, type ReactNode, useContext } from "react";
import { useLinks } from "../frame/address.ts";
import { roleAndCompany } from "../frame/companies.ts";
import { useDesk } from "../frame/desk.ts";
import { fullTime } from "../frame/playground-time.ts";
import { botNameIn } from "../workspace/bot-name.ts";
import { formatDate } from "./date-format.ts";
import { emojiNamed } from "./emoji.ts";
import { Signed } from "./signs.tsx";
import type { Inline } from "./tree.ts";

/** The name by which the reader is mentioned, where mentions go by name. */
export const OwnName = createContext<string | undefined>(undefined);

type Drawing = { readonly [Kind in Inline["kind"]]: (piece: Extract<Inline, { kind: Kind }>) => ReactNode };

const drawing: Drawing = {
  text: ({ text }) => <Signed text={text} />,
  bold: ({ children }) => (
    <strong>
      <Inlines of={children} />
    </strong>
  ),
  italic: ({ children }) => (
    <em>
      <Inlines of={children} />
    </em>
  ),
  strike: ({ children }) => (
    <s>
      <Inlines of={children} />
    </s>
  ),
  code: ({ text }) => <code className="code">{text}</code>,
  link: ({ url, children }) => (
    <a href={url} target="_blank" rel="noopener noreferrer">
      <Inlines of={children} />
    </a>
  ),
  user: (mention) => <UserMention {...mention} />,
  channel: (mention) => <ChannelMention {...mention} />,
  broadcast: ({ text }) => <span className="mention mention-self">{text}</span>,
  named: ({ text }) => <NamedMention name={text} />,
  date: (date) => <FormattedDate {...date} />,
  emoji: ({ name }) => <Emoji name={name} />,
  break: () => <br />,
};

export function Inlines({ of }: { of: readonly Inline[] }) {
  return of.map((piece, index) => {
    const draw = drawing[piece.kind] as (piece: Inline) => ReactNode;
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no identity but their place in it.
    return <Fragment key={index}>{draw(piece)}</Fragment>;
  });
}

export function Emoji({ name }: { name: string }) {
  const character = emojiNamed(name);
  return character ? <Signed text={character} /> : `:${name}:`;
}

function UserMention({ id, label }: { id: string; label?: string }) {
  const { view } = useDesk();
  const person = view.people.find((candidate) => candidate.id === id);
  const name = person?.name ?? (id === view.botUserId ? botNameIn(view) : (label ?? id));
  const self = id === view.seat.id ? " mention-self" : "";
  return (
    <span className={`mention${self}`} title={person && roleAndCompany(person)}>
      @{name}
    </span>
  );
}

function NamedMention({ name }: { name: string }) {
  const self = useContext(OwnName) === name ? " mention-self" : "";
  return <span className={`mention${self}`}>{name}</span>;
}

function ChannelMention({ id, label }: { id: string; label?: string }) {
  const { view } = useDesk();
  const linkTo = useLinks();
  const channel = view.channels.find((candidate) => candidate.id === id);
  if (!channel) return <span className="mention">#{label ?? "private-channel"}</span>;
  return (
    <a className="mention" href={linkTo({ seat: view.seat.id, channel: id })}>
      {channel.name}
    </a>
  );
}

function FormattedDate(date: { at: number; format: string; link?: string; fallback: string }) {
  const { view } = useDesk();
  const text = formatDate(date.format, date.at, date.fallback, view.now, view.timeZone);
  const moment = new Date(date.at * 1000);
  if (Number.isNaN(moment.getTime())) return date.fallback;
  const time = (
    <time dateTime={moment.toISOString()} title={fullTime(moment, view.timeZone)}>
      {text}
    </time>
  );
  if (!date.link) return time;
  return (
    <a href={date.link} target="_blank" rel="noopener noreferrer">
      {time}
    </a>
  );
}
