import { useMemo } from "react";
import type { TeamsAct, TeamsSeat, TeamsView } from "../../wire-teams.ts";
import { type Address, useLinks } from "../frame/address.ts";
import type { Person } from "../frame/people.ts";
import type { Side } from "../frame/use-side.ts";
import { OwnName } from "../mrkdwn/inlines.tsx";
import { localTeams } from "../server/api.ts";
import { type TeamsDesk, TeamsDeskProvider } from "./desk.ts";
import { SaidBox, TaskDialog } from "./task-dialog.tsx";
import { TeamsWindow } from "./teams-window.tsx";
import "../styles/teams/theme.css";
import "../styles/teams/window.css";
import "../styles/teams/posts.css";
import "../styles/teams/cards.css";

interface TeamsPlatformProps {
  readonly account: TeamsSeat;
  readonly person: Person;
  readonly people: readonly Person[];
  readonly address: Address;
  readonly side: Side<TeamsView, TeamsAct>;
  /** Nothing of Slack is beside it that would have the focus and the window's title. */
  readonly alone: boolean;
}

/** Teams as one seat has it: the conversations, and the dialog that covers them. */
export default function TeamsPlatform(props: TeamsPlatformProps) {
  const { account, person, people, address, side, alone } = props;
  const { view, act, said, showProblem } = side;
  const linkTo = useLinks();
  const desk = useMemo<TeamsDesk | undefined>(
    () =>
      view && {
        view,
        person,
        everybody: people,
        act,
        search: async (place, input, text) => {
          const found = await localTeams.send({ act: "search", seat: view.seat.id, place, input, text });
          if (!found.ok) showProblem(found.problem);
          return found.choices ?? [];
        },
        linkTo: (to) => linkTo({ seat: person.id, ...to }),
      },
    [view, person, people, act, showProblem, linkTo],
  );
  if (!desk || desk.view.seat.id !== account.id)
    return (
      <p className="waiting-page" role="status">
        Opening Teams as {account.name}…
      </p>
    );
  const { dialog } = desk.view;
  return (
    <TeamsDeskProvider value={desk}>
      <OwnName value={account.name}>
        <div className="platform-body" inert={dialog !== undefined || said !== undefined}>
          <TeamsWindow key={account.id} address={address} alone={alone} />
        </div>
        {dialog && <TaskDialog key={`${account.id} ${dialog.id}`} dialog={dialog} />}
        {said !== undefined && <SaidBox said={said} from={desk.view.bot.name} onRead={side.dismissSaid} />}
      </OwnName>
    </TeamsDeskProvider>
  );
}
