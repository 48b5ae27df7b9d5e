import { type ReactNode, useState } from "react";
import type { SeatView } from "../../wire.ts";
import { useDesk } from "../frame/desk.ts";
import { botNameIn } from "./bot-name.ts";
import type { Place } from "./place.ts";

const dismissedKey = "playground-guidance-dismissed";

function wasDismissed(): boolean {
  try {
    return localStorage.getItem(dismissedKey) === "yes";
  } catch {
    return false;
  }
}

function rememberDismissed(dismissed: boolean): void {
  try {
    localStorage.setItem(dismissedKey, dismissed ? "yes" : "no");
  } catch {
    // A browser that keeps nothing shows the hint again next time.
  }
}

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

/** One line for whoever sees this for the first time. */
export function Guidance({ place }: { place: Place | undefined }) {
  const { view } = useDesk();
  const [dismissed, setDismissed] = useState(wasDismissed);
  const { seat } = view;
  if (dismissed) return null;
  return (
    <aside className="guidance" aria-label="How to start">
      <p>
        You are <b>{seat.name}</b> at {seat.company}. {hintFor(view, place)}
      </p>
      <button
        type="button"
        className="icon-button"
        aria-label="Hide this hint"
        onClick={() => {
          setDismissed(true);
          rememberDismissed(true);
        }}
      >
        <span aria-hidden="true">✕</span>
      </button>
    </aside>
  );
}
