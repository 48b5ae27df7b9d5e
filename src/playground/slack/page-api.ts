/** The doors of the playground's page, as `wire.ts` describes them. */
import type { ServerResponse } from "node:http";
import { z } from "zod";
import { createChanges, type Door, handler, type PageDoors, parseJson, refuse } from "../page-doors.ts";
import type { Act, ActResult } from "../wire.ts";
import { command, type MessageStates, openHome, pressInView, pressOnMessage, problem, read, say } from "./acts.ts";
import { close, submit } from "./forms.ts";
import { answerJson, mediaType, readBody } from "./http-bodies.ts";
import { userOf } from "./lookup.ts";
import type { Office } from "./office.ts";
import { seatList, seatView } from "./seat-view.ts";

const PAGE_PATH = "/playground/api/";
const BODY_LIMIT = 256 * 1024;

const text = z.string().max(40_000);
const id = z.string().min(1).max(255);
const states = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));
const place = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("message"), channel: id, ts: id }),
  z.object({ kind: z.literal("modal"), viewId: id }),
  z.object({ kind: z.literal("home") }),
]);

const acts = z.discriminatedUnion("act", [
  z.object({ act: z.literal("say"), seat: id, channel: id, text, threadTs: id.optional() }),
  z.object({ act: z.literal("command"), seat: id, channel: id, text }),
  z.object({
    act: z.literal("press"),
    seat: id,
    place,
    blockId: id,
    actionId: id,
    fields: z.record(z.string(), z.unknown()).optional(),
    state: states.optional(),
  }),
  z.object({ act: z.literal("submit"), seat: id, viewId: id, state: states }),
  z.object({ act: z.literal("close"), seat: id, viewId: id }),
  z.object({ act: z.literal("openHome"), seat: id }),
  z.object({ act: z.literal("read"), seat: id, channel: id }),
  z.object({ act: z.literal("clock"), to: z.enum(["nextBusinessMorning", "plusHour", "plusDay"]) }),
]);

type ParsedAct = z.infer<typeof acts>;
type ClockAct = Extract<Act, { act: "clock" }>;

export interface PageWiring {
  readonly office: Office;
  readonly messageStates: MessageStates;
  readonly revision: () => number;
  /** Pushes the playground's clock; the composition root owns it. */
  readonly onClock: ((to: ClockAct["to"]) => void | Promise<void>) | undefined;
}

export function createPageDoors(wiring: PageWiring): PageDoors {
  const { office } = wiring;
  const changes = createChanges();

  const doors: Readonly<Record<string, Door>> = {
    "GET seats": (_req, res) => answerJson(res, 200, seatList(office)),
    "GET view": (_req, res, url) =>
      withSeat(res, url, (seat) => answerJson(res, 200, seatView(office, seat, wiring.revision()))),
    "GET changes": (_req, res, url) => withSeat(res, url, () => changes.listen(res, wiring.revision())),
    "POST act": async (req, res) => {
      if (mediaType(req) !== "application/json") return refuse(res, 415, "Acts are sent as JSON.");
      const parsed = acts.safeParse(parseJson(await readBody(req, BODY_LIMIT)));
      if (!parsed.success) return refuse(res, 400, "That is not an act of the playground.");
      if (parsed.data.act !== "clock" && !isSeat(parsed.data.seat)) return refuse(res, 404, "Nobody sits there.");
      answerJson(res, 200, await perform(wiring, parsed.data));
    },
  };

  function isSeat(seat: string): boolean {
    const user = userOf(office.world, seat);
    return user !== undefined && !user.isBot;
  }

  function withSeat(res: ServerResponse, url: URL, serve: (seat: string) => void): void {
    const seat = url.searchParams.get("seat") ?? "";
    if (isSeat(seat)) serve(seat);
    else refuse(res, 404, "Nobody sits there.");
  }

  return { handle: handler(PAGE_PATH, doors), tell: changes.tell, close: changes.close };
}

type Performers = {
  readonly [K in ParsedAct["act"]]: (wiring: PageWiring, act: Extract<ParsedAct, { act: K }>) => Promise<ActResult>;
};

const PERFORMERS: Performers = {
  say: ({ office }, act) => say(office, act.seat, act.channel, act.text, act.threadTs),
  command: ({ office }, act) => command(office, act.seat, act.channel, act.text),
  press: ({ office, messageStates }, act) => {
    const press = {
      blockId: act.blockId,
      actionId: act.actionId,
      ...(act.fields ? { fields: act.fields } : {}),
      ...(act.state ? { state: act.state } : {}),
    };
    if (act.place.kind === "message") return pressOnMessage(office, messageStates, act.seat, act.place, press);
    return pressInView(office, act.seat, act.place.kind === "home" ? "home" : act.place.viewId, press);
  },
  submit: ({ office }, act) => submit(office, act.seat, act.viewId, act.state),
  close: ({ office }, act) => close(office, act.seat, act.viewId),
  openHome: ({ office }, act) => openHome(office, act.seat),
  read: ({ office }, act) => read(office, act.seat, act.channel),
  clock: async ({ onClock, office }, act) => {
    if (!onClock) return problem("This clock can't be pushed.");
    await onClock(act.to);
    office.changed();
    return { ok: true };
  },
};

function perform<K extends ParsedAct["act"]>(
  wiring: PageWiring,
  act: Extract<ParsedAct, { act: K }>,
): Promise<ActResult> {
  const performer = PERFORMERS[act.act as K];
  return performer(wiring, act);
}
