/** The front, in the words of whoever is there: people who have no command are shown how the bot is mentioned instead. */
import { withTexts } from "../views/card-texts.ts";
import { mentionPrefix, type Text, typedAfter } from "../views/vocabulary.ts";
import type { Answer, Front, SubmitAnswer, Visitor } from "./front.ts";

const mentioned = (text: Text): Text =>
  text.some(({ span }) => span === "command") ? text.map((span) => typedAfter(mentionPrefix, span)) : text;

function answerMentioned<One extends Answer | SubmitAnswer>(answer: One): One {
  if (answer.kind === "checking")
    return { ...answer, outcome: (answer.outcome as Promise<One>).then((later) => answerMentioned(later)) };
  return "card" in answer && answer.card ? { ...answer, card: withTexts(answer.card, mentioned) } : answer;
}

export function spoken(front: Front): Front {
  const to = async <One extends Answer | SubmitAnswer>(
    { onlyMentions }: Visitor,
    answer: Promise<One>,
  ): Promise<One> => (onlyMentions ? answerMentioned(await answer) : answer);
  return {
    command: (visitor, ...asked) => to(visitor, front.command(visitor, ...asked)),
    press: (visitor, ...asked) => to(visitor, front.press(visitor, ...asked)),
    submit: (visitor, ...asked) => to(visitor, front.submit(visitor, ...asked)),
    said: (visitor, ...asked) => to(visitor, front.said(visitor, ...asked)),
    reshape: (...asked) => front.reshape(...asked),
    home: (visitor) => front.home(visitor),
    arrived: (place) => front.arrived(place),
    left: (place, why) => front.left(place, why),
    redrawn: (...asked) => front.redrawn(...asked),
  };
}
