/** Holds what stands on both platforms, and what the journal holds, against what people did. */
import { stateOf } from "../../../src/application/onboardings.ts";
import type { AnyEvent } from "../../../src/domain/events.ts";
import type { Stream } from "../../../src/ports/journal.ts";
import { shutOffIn } from "./chaos-people.ts";
import type { Ran } from "./chaos-run.ts";
import { contents } from "./chaos-shown.ts";
import { dueIn, isShutOff, type ShutOff, streamsOf } from "./chaos-standing.ts";
import { mentions, news, notices } from "./chaos-told.ts";
import type { Town } from "./chaos-town.ts";
import { answeredTwice, neverLearned, standingIn } from "./chaos-wire.ts";

export interface Verdict {
  /** Nothing, or what is wrong, each in a sentence. */
  readonly wrong: readonly string[];
  readonly messages: number;
  readonly compared: number;
  /** Drawn on an earlier day, and what they say of the day is of that day. */
  readonly ofAnEarlierDay: number;
  readonly events: number;
  /** Decisions that were made, of those that can be told apart; and those of them that the person was told of. */
  readonly decided: number;
  readonly acknowledged: number;
  /** Messages in Teams that may stand there twice, since Teams lets nobody look. */
  readonly unknowable: number;
  readonly unknowableDirect: number;
}

const eventsOf = (stream: Stream): readonly AnyEvent[] => stream.history.map(({ event }) => event);

export function verdictOn(town: Town, ran: Ran): Verdict {
  const streams = streamsOf(ran.office.journal);
  const onboarding = streams.find((stream) => stateOf(stream));
  if (!onboarding) throw new Error("There is no onboarding.");
  const shutOff = shutOffIn(ran.run);
  const standing = standingIn(town, ran.run, ran.since);
  const lost = neverLearned(town, ran.run, ran.since);
  const content = contents(town, ran, streams, standing);
  const decided = decisions(ran, streams);
  return {
    wrong: [
      ...streams.flatMap((stream) => abandoned(stream, shutOff)),
      ...dueIn(ran.office.journal).map((due) => `still due: ${due}`),
      ...content.wrong,
      ...decided.wrong,
      ...streams.flatMap(repeated),
      ...notices(ran, onboarding, standing),
      ...news(ran, onboarding, standing),
      ...mentions(ran, streams),
      ...answeredTwice(town, ran.run, ran.since).map((words) => `answered twice: ${words}`),
      ...ran.outages.flatMap(({ platform, kind, updates }) =>
        updates
          // What is still under way when it comes back arrives as well.
          .filter((count) => count > (kind === "takes half a minute for everything" ? 2 : 1))
          .map((count) => `after ${platform} came back a message was updated ${count} times`),
      ),
    ],
    messages: standing.length,
    compared: content.compared,
    ofAnEarlierDay: content.ofAnEarlierDay,
    events: streams.reduce((sum, { version }) => sum + version, 0),
    decided: decided.decided,
    acknowledged: decided.acknowledged,
    unknowable: lost.news.length,
    unknowableDirect: lost.direct.length,
  };
}

const abandoned = ({ id, slots }: Stream, shutOff: ShutOff): readonly string[] =>
  [...slots.values()].flatMap((slot) =>
    slot.abandoned && !isShutOff(slot, shutOff) ? [`given up: ${id}/${slot.key}: ${slot.abandoned}`] : [],
  );

/** Nothing is recorded twice, and what one request brought about was recorded in one go. */
function repeated(stream: Stream): readonly string[] {
  const wrong: string[] = [];
  const events = eventsOf(stream).map((event) => JSON.stringify(event));
  for (const event of new Set(events))
    if (events.filter((one) => one === event).length > 1) wrong.push(`recorded twice: ${event}`);
  if (eventsOf(stream).filter(({ type }) => type === "RsidIssued").length > 1) wrong.push("the RSID was issued twice");
  const requests = new Map<string, number>();
  stream.history.forEach(({ request, at }, index) => {
    const before = requests.get(request);
    const last = stream.history[index - 1];
    if (before !== undefined && (last?.request !== request || last.at !== at))
      wrong.push(`the request ${request} had an effect twice`);
    requests.set(request, index);
  });
  return wrong;
}

function decisions({ acts }: Ran, streams: readonly Stream[]) {
  const events = streams.flatMap(eventsOf);
  const wrong: string[] = [];
  let decided = 0;
  let acknowledged = 0;
  for (const { name, who, platform, made, sent } of acts) {
    if (!made) continue;
    const times = events.filter(made).length;
    if (times > 0) decided += 1;
    if (sent === "taken") acknowledged += 1;
    if (times > 1) wrong.push(`${name} of ${who} in ${platform} took effect ${times} times`);
    if (sent === "taken" && times === 0) wrong.push(`${name} of ${who} in ${platform} was acknowledged and is lost`);
  }
  return { wrong, decided, acknowledged };
}
