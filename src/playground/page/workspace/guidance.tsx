import type { ReactNode } from "react";
import type { SeatView } from "../../wire.ts";
import { useDesk } from "../frame/desk.ts";
import { HintLine } from "../frame/hint-line.tsx";
import { botNameIn } from "./bot-name.ts";
import type { Place } from "./place.ts";

function hintFor(view: SeatView, place: Place | undefined): ReactNode {
  const { seat, command } = view;
  const bot = botNameIn(view);
  const channel = place?.kind === "channel" ? place.channel : undefined;
  const untouched = channel?.kind === "channel" && channel.messages.length === 0;
  if (!seat.appInstalled && untouched)
    return (
      <>
        The app lives at the carrier: be one of its people to start here with <b>{command.name}</b>.
      </>
    );
  if (!seat.appInstalled)
    return (
      <>
        The app lives at the carrier, so {command.name} isn't yours: press the buttons on {bot}'s messages, or write{" "}
        <b>@{bot} what's next?</b>
      </>
    );
  if (channel && untouched)
    return (
      <>
        Type <b>{command.name}</b> and press Enter to start an onboarding in {channel.name}.
      </>
    );
  return (
    <>
      Type <b>{command.name}</b> to see what comes next, press the buttons on {bot}'s messages, or write{" "}
      <b>@{bot} what's next?</b>
    </>
  );
}

/** How to start where Slack is all there is. */
export function Guidance({ place }: { place: Place | undefined }) {
  const { view } = useDesk();
  const { seat } = view;
  return (
    <HintLine>
      You are <b>{seat.name}</b> at {seat.company}. {hintFor(view, place)}
    </HintLine>
  );
}
