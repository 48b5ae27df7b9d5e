import type { Act, ActResult, SeatList, SeatView } from "../../wire.ts";

const api = "/playground/api";

const unreachable: ActResult = {
  ok: false,
  problem: "The playground's server can't be reached. Is it still running? Nothing you typed is lost.",
};

async function read<Answer>(path: string): Promise<Answer> {
  const response = await fetch(`${api}${path}`, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Answer;
}

/** Throws when the server can't be reached or refuses. */
export const readSeats = (): Promise<SeatList> => read<SeatList>("/seats");

/** Throws when the server can't be reached or refuses. */
export const readView = (seat: string): Promise<SeatView> => read<SeatView>(`/view?seat=${encodeURIComponent(seat)}`);

export const changesAddress = (seat: string): string => `${api}/changes?seat=${encodeURIComponent(seat)}`;

/** Never throws: whatever goes wrong comes back as the sentence to show. */
export async function send(act: Act): Promise<ActResult> {
  try {
    const response = await fetch(`${api}/act`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(act),
    });
    const result = (await response.json().catch(() => undefined)) as ActResult | undefined;
    if (result && typeof result.ok === "boolean") return result;
    return { ok: false, problem: `The playground's server answered ${response.status} and no explanation.` };
  } catch {
    return unreachable;
  }
}
