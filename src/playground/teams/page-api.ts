/** The doors of the page for Teams, as `wire-teams.ts` describes them. */
import type { ServerResponse } from "node:http";
import { z } from "zod";
import { createChanges, type Door, handler, type PageDoors, parseJson, refuse } from "../page-doors.ts";
import { answerJson, mediaType, readBody } from "../slack/http-bodies.ts";
import type { TeamsActResult } from "../wire-teams.ts";
import { closeDialog, press, read, say } from "./acts.ts";
import type { Office } from "./office.ts";
import type { Refreshing } from "./personal-views.ts";
import { search } from "./searching.ts";
import { conversationsOf, seatList, seatView } from "./seat-view.ts";
import type { TeamsPerson } from "./world.ts";

const PAGE_PATH = "/playground/api/teams/";
const BODY_LIMIT = 256 * 1024;

const text = z.string().max(40_000);
const id = z.string().min(1).max(255);
const place = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("message"), conversation: id, message: id, card: z.number().int().min(0) }),
  z.object({ kind: z.literal("dialog"), dialog: id }),
]);

const acts = z.discriminatedUnion("act", [
  z.object({ act: z.literal("say"), seat: id, conversation: id, text, replyTo: id.optional() }),
  z.object({
    act: z.literal("press"),
    seat: id,
    place,
    action: z.looseObject({ type: z.string() }),
    inputs: z.record(z.string(), text),
  }),
  z.object({ act: z.literal("search"), seat: id, place, input: id, text: z.string().max(500) }),
  z.object({ act: z.literal("closeDialog"), seat: id, dialog: id }),
  z.object({ act: z.literal("read"), seat: id, conversation: id }),
]);

type ParsedAct = z.infer<typeof acts>;

export interface PageWiring {
  readonly office: Office;
  readonly refreshing: Refreshing;
  readonly revision: () => number;
}

export function createPageDoors(wiring: PageWiring): PageDoors {
  const { office } = wiring;
  const changes = createChanges();

  const doors: Readonly<Record<string, Door>> = {
    "GET seats": (_req, res) => answerJson(res, 200, seatList(office)),
    "GET view": (_req, res, url) =>
      withSeat(res, url, (person) => {
        answerJson(res, 200, seatView(office, person.id, wiring.revision()));
        for (const one of conversationsOf(office.world, person.id)) void wiring.refreshing.look(person, one);
      }),
    "GET changes": (_req, res, url) => withSeat(res, url, () => changes.listen(res, wiring.revision())),
    "POST act": async (req, res) => {
      if (mediaType(req) !== "application/json") return refuse(res, 415, "Acts are sent as JSON.");
      const parsed = acts.safeParse(parseJson(await readBody(req, BODY_LIMIT)));
      if (!parsed.success) return refuse(res, 400, "That is not an act of the playground.");
      if (!seated(parsed.data.seat)) return refuse(res, 404, "Nobody sits there.");
      answerJson(res, 200, await perform(office, parsed.data));
    },
  };

  function seated(seat: string): TeamsPerson | undefined {
    return office.world.people.find((one) => one.id === seat);
  }

  function withSeat(res: ServerResponse, url: URL, serve: (person: TeamsPerson) => void): void {
    const person = seated(url.searchParams.get("seat") ?? "");
    if (person) serve(person);
    else refuse(res, 404, "Nobody sits there.");
  }

  return { handle: handler(PAGE_PATH, doors), tell: changes.tell, close: changes.close };
}

type Performers = {
  readonly [K in ParsedAct["act"]]: (
    office: Office,
    act: Extract<ParsedAct, { act: K }>,
  ) => TeamsActResult | Promise<TeamsActResult>;
};

const PERFORMERS: Performers = {
  // What the bot makes of it is seen when it comes; nobody waits for it.
  say: (office, act) => say(office, act.seat, act).result,
  press: (office, act) => press(office, act.seat, act),
  search: (office, act) => search(office, act.seat, act),
  closeDialog: (office, act) => closeDialog(office, act.seat, act.dialog),
  read: (office, act) => read(office, act.seat, act.conversation),
};

async function perform<K extends ParsedAct["act"]>(
  office: Office,
  act: Extract<ParsedAct, { act: K }>,
): Promise<TeamsActResult> {
  const performer = PERFORMERS[act.act as K];
  return performer(office, act);
}
