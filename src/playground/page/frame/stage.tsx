import { lazy, type ReactNode, Suspense, useRef } from "react";
import type { Act, Seat, SeatView } from "../../wire.ts";
import type { TeamsAct, TeamsView } from "../../wire-teams.ts";
import { Absent } from "./absent.tsx";
import type { Address, Show } from "./address.ts";
import type { Person } from "./people.ts";
import { FoldedPlatform, PlatformHead, PlatformTabs, platformNames } from "./platform-head.tsx";
import { Problems } from "./problems.tsx";
import type { Shown } from "./shown.ts";
import { SlackPlatform } from "./slack-platform.tsx";
import { StageHint } from "./stage-hint.tsx";
import type { Side } from "./use-side.ts";

/** Teams brings the drawing of cards along, which is more code than all the rest: loaded only where there is a Teams. */
const TeamsPlatform = lazy(() => import("../teams/teams-platform.tsx"));

interface StageProps {
  readonly people: readonly Person[];
  readonly person: Person;
  readonly slackSeats: readonly Seat[];
  readonly address: Address;
  readonly shown: Shown;
  readonly slack: Side<SeatView, Act>;
  readonly teams: Side<TeamsView, TeamsAct>;
}

const unreadIn = (places: readonly { readonly unread: number }[] = []): number =>
  places.reduce((sum, place) => sum + place.unread, 0);

/** Every platform is a pane; with room they stand side by side, without it there is a tab for each. */
export function Stage({ people, person, slackSeats, address, shown, slack, teams }: StageProps) {
  const opened = useRef(false);
  opened.current ||= slack.view !== undefined || teams.view !== undefined;
  if (!opened.current)
    return (
      <p className="waiting-page" role="status">
        Opening the playground as {person.name}…
      </p>
    );

  const two = shown.teams !== "none";
  const unread = {
    slack: person.slack ? unreadIn(slack.view?.channels) : 0,
    teams: person.teams ? unreadIn(teams.view?.conversations) : 0,
  };
  const pane = (
    platform: Show,
    side: Pick<Side<unknown, never>, "connection" | "problems" | "dismissProblem">,
    content: ReactNode,
  ) => {
    if (shown[platform] === "none") return null;
    if (shown[platform] === "folded")
      return shown.wide && <FoldedPlatform platform={platform} unread={unread[platform]} />;
    const account = person[platform];
    return (
      <section className={`platform platform-${platform}`} aria-label={platformNames[platform]}>
        {two && shown.wide && (
          <PlatformHead
            platform={platform}
            shown={shown}
            account={account ? `${account.name}, ${account.company}` : ""}
          />
        )}
        {side.connection === "lost" && (
          <p className="connection-lost" role="status">
            Connection lost, retrying…
          </p>
        )}
        {account ? content : <Absent person={person} from={platform} people={people} />}
        <Problems problems={side.problems} onDismiss={side.dismissProblem} />
      </section>
    );
  };

  return (
    <main className="stage">
      {two && <StageHint person={person} channels={(person.slack && slack.view?.channels) ?? []} />}
      {two && !shown.wide && <PlatformTabs shown={shown} unread={unread} />}
      <div className="platforms">
        {pane(
          "slack",
          slack,
          person.slack && (
            <SlackPlatform seat={person.slack} seats={slackSeats} address={address} side={slack} guided={two} />
          ),
        )}
        {pane(
          "teams",
          teams,
          person.teams && (
            <Suspense
              fallback={
                <p className="waiting-page" role="status">
                  Opening Teams…
                </p>
              }
            >
              <TeamsPlatform
                account={person.teams}
                person={person}
                people={people}
                address={address}
                side={teams}
                alone={shown.slack !== "open" || !person.slack}
              />
            </Suspense>
          ),
        )}
      </div>
    </main>
  );
}
