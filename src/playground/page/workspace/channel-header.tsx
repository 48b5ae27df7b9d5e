import type { ChannelView, MessageView } from "../../wire.ts";
import { useDesk } from "../frame/desk.ts";
import { CompanyBadge } from "../frame/person.tsx";
import { Inlines } from "../mrkdwn/inlines.tsx";
import { parseInline } from "../mrkdwn/parse.ts";
import { Signed } from "../mrkdwn/signs.tsx";
import { summaryOf } from "./message-summary.ts";

export function ChannelHeader({ channel, onJump }: { channel: ChannelView; onJump: (ts: string) => void }) {
  const { view } = useDesk();
  const pinned = channel.pinned.flatMap((ts) => channel.messages.find((message) => message.ts === ts) ?? []);
  const shared = channel.companies.length > 1;
  return (
    <>
      <header className="channel-head">
        <h1>{channel.name}</h1>
        {channel.topic && (
          <p className="channel-topic">
            <Inlines of={parseInline(channel.topic)} />
          </p>
        )}
        {channel.companies.length > 0 && (
          <div className="channel-companies">
            <span className="unseen">{shared ? "Shared by" : "Company"}</span>
            {channel.companies.map((company) => (
              <CompanyBadge key={company} company={company} people={view.people} />
            ))}
          </div>
        )}
      </header>
      {pinned.length > 0 && (
        <ul className="pinned" aria-label="Pinned messages">
          {pinned.map((message: MessageView) => (
            <li key={message.ts}>
              <button type="button" onClick={() => onJump(message.ts)}>
                <span aria-hidden="true">
                  <Signed text="📌" />
                </span>{" "}
                <span className="unseen">Pinned: </span>
                <span className="pinned-text">
                  <Signed text={summaryOf(message)} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
