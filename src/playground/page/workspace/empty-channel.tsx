import type { ChannelView } from "../../wire.ts";
import { useLinks } from "../frame/address.ts";
import { useDesk } from "../frame/desk.ts";
import { offerText } from "../writing/offered-text.ts";
import { botNameIn, isWithBot } from "./bot-name.ts";

/** An empty channel says how to begin: no visitor should have to read documentation for that. */
export function EmptyChannel({ channel }: { channel: ChannelView }) {
  const { view, seats } = useDesk();
  const linkTo = useLinks();
  const { seat, command } = view;
  const bot = botNameIn(view);
  const busy = view.channels.find((each) => each.kind === "channel" && each.messages.length > 0);
  const starter = seats.find((each) => each.appInstalled);

  if (isWithBot(channel, view))
    return (
      <div className="empty">
        <h2>Write to {bot}</h2>
        <p>Ask in your own words, for example “what's next?” or “who is our service manager?”.</p>
      </div>
    );
  return (
    <div className="empty">
      <h2>{channel.name} is empty</h2>
      {seat.appInstalled && channel.kind === "channel" && (
        <>
          <p>
            Type <kbd>{command.name}</kbd> below and press Enter to start a reseller's onboarding here.
          </p>
          <p>
            <button type="button" className="button button-primary" onClick={() => offerText("slack", command.name)}>
              Type {command.name} for me
            </button>
          </p>
        </>
      )}
      {!seat.appInstalled && channel.kind === "channel" && (
        <>
          <p>
            The {bot} app lives in the carrier's workspace, so {command.name} doesn't work for you: somebody there
            starts, and you go on with the buttons.
          </p>
          {starter && (
            <p>
              <a className="button button-primary" href={linkTo({ seat: starter.id, channel: channel.id })}>
                Be {starter.name} at {starter.company}
              </a>
            </p>
          )}
        </>
      )}
      {busy && (
        <p>
          Or look at one that is already under way:{" "}
          <a href={linkTo({ seat: seat.id, channel: busy.id })}>{busy.name}</a>
        </p>
      )}
    </div>
  );
}
