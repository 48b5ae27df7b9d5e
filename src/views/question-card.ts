/** The service manager's question to the reseller, in the channel, until it is answered. */
import { openForm } from "./buttons.ts";
import { moment } from "./naming.ts";
import type { Scene } from "./scene.ts";
import { type Card, type CardElement, mention, say } from "./vocabulary.ts";

/** `index`: which exchange of the onboarding, from 0. */
export function questionCard({ onboarding, carrierName }: Scene, index: number): Card {
  const exchange = onboarding.exchanges[index];
  const heading = { word: "heading", text: "A question before the RSID" } as const;
  if (!exchange) return { summary: "A question that was withdrawn.", elements: [heading] };
  const zone = onboarding.details.timeZone;
  const asked: CardElement = {
    word: "paragraph",
    text: say`${mention(onboarding.resellerTeam.lead)}: ${exchange.asked.by.name} (${carrierName}) asks before issuing the RSID: “${exchange.question}”`,
  };
  if (exchange.answer !== undefined && exchange.answered)
    return {
      summary: "A question before the RSID: answered.",
      elements: [
        heading,
        asked,
        {
          word: "note",
          tone: "done",
          text: say`${exchange.answered.by.name} answered on ${moment(exchange.answered.at, zone)}: “${exchange.answer}”`,
        },
      ],
    };
  const open =
    onboarding.rsid.status === "informationAsked" && onboarding.rsid.request === exchange.request && !onboarding.closed;
  return {
    summary: `${exchange.asked.by.name} asks: ${exchange.question}`,
    elements: [
      heading,
      asked,
      open
        ? {
            word: "buttons",
            buttons: [
              {
                ...openForm("Answer", "giveInformation", onboarding.id, { request: exchange.request }),
                weight: "primary",
              },
            ],
          }
        : { word: "note", tone: "plain", text: say`No answer is needed any more.` },
    ],
  };
}
