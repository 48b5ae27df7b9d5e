import type { Act, ActResult, SeatList, SeatView } from "../../wire.ts";
import type { TeamsAct, TeamsActResult, TeamsSeatList, TeamsView } from "../../wire-teams.ts";

/** What the page needs of a platform's server: whole views, word of their changes, and somebody to take acts. */
export interface Platform<View, Acts> {
  /** Throws when the server can't be reached or refuses. */
  readonly readView: (seat: string) => Promise<View>;
  readonly changesAddress: (seat: string) => string;
  /** Never throws: whatever goes wrong comes back as the sentence to show. */
  readonly send: (act: Acts) => Promise<TeamsActResult>;
}

const unreachable: ActResult = {
  ok: false,
  problem: "The playground's server can't be reached. Is it still running? Nothing you typed is lost.",
};

const ask = (address: string): Promise<Response> => fetch(address, { headers: { accept: "application/json" } });

async function read<Answer>(address: string): Promise<Answer> {
  const response = await ask(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return (await response.json()) as Answer;
}

async function send(address: string, act: unknown): Promise<TeamsActResult> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(act),
    });
    const result = (await response.json().catch(() => undefined)) as TeamsActResult | undefined;
    if (result && typeof result.ok === "boolean") return result;
    return { ok: false, problem: `The playground's server answered ${response.status} and no explanation.` };
  } catch {
    return unreachable;
  }
}

function platformAt<View, Acts>(api: string): Platform<View, Acts> {
  return {
    readView: (seat) => read<View>(`${api}/view?seat=${encodeURIComponent(seat)}`),
    changesAddress: (seat) => `${api}/changes?seat=${encodeURIComponent(seat)}`,
    send: (act) => send(`${api}/act`, act),
  };
}

const slackApi = "/playground/api";
const teamsApi = "/playground/api/teams";

export const localSlack = platformAt<SeatView, Act>(slackApi);
export const localTeams = platformAt<TeamsView, TeamsAct>(teamsApi);

/** Throws when the server can't be reached or refuses. */
export const readSeats = (): Promise<SeatList> => read<SeatList>(`${slackApi}/seats`);

/** Undefined where there is no Teams, only Slack. Throws when the server can't be reached or refuses. */
export async function readTeamsSeats(): Promise<TeamsSeatList | undefined> {
  const response = await ask(`${teamsApi}/seats`);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${teamsApi}/seats answered ${response.status}`);
  const list = (await response.json()) as TeamsSeatList;
  return list.seats.length > 0 ? list : undefined;
}
