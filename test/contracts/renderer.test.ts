/** Both sides of what a renderer promises: nothing lost, and nothing that the vendor would refuse. */
import { cardAsHome, cardAsModal } from "../../src/adapters/slack/cards-as-views.ts";
import { renderForm } from "../../src/adapters/slack/forms.ts";
import { renderCard } from "../../src/adapters/slack/render.ts";
import { renderForm as renderTeamsForm } from "../../src/adapters/teams/forms.ts";
import { renderCard as renderTeamsCard } from "../../src/adapters/teams/render.ts";
import { faultOfMessage, faultOfView } from "../../src/playground/slack/block-kit/check.ts";
import type { Card, Loss } from "../../src/views/vocabulary.ts";
import { faultsOfCard } from "../support/adaptive-cards.ts";
import { longDee, longSam } from "../support/longest-onboarding.ts";
import { rendererContract } from "./renderer.contract.ts";

const told = (fault: ReturnType<typeof faultOfMessage>): readonly string[] =>
  fault ? [`${fault.error}: ${fault.messages.slice(0, 2).join("; ")}`] : [];

rendererContract({
  platform: "Slack",
  card: (card) => {
    const message = renderCard(card);
    const modal = cardAsModal(card);
    const home = cardAsHome(card);
    return {
      losses: [...message.losses, ...modal.losses, ...home.losses],
      faults: [
        ...told(faultOfMessage(message.payload.blocks)),
        ...told(faultOfView(modal.payload, "modal")),
        ...told(faultOfView(home.payload, "home")),
      ],
    };
  },
  form: (form) => {
    const { payload, losses } = renderForm(form);
    return { losses, faults: told(faultOfView(payload, "modal")) };
  },
});

/** As long as a mark gets: an onboarding, a message of it, and a conversation in Teams. */
const mark = `ob_0123456789ab/checklist@teams:${"t".repeat(36)}:19:${"c".repeat(90)}@thread.tacv2`;
/** What a person looked up themselves is no message that could be drawn anew; of all cards with decisions these have the most. */
const isLook = (card: Card): boolean =>
  card.elements.some(
    (element) => element.word === "buttons" && element.buttons.some(({ action }) => action.do === "completeCourse"),
  );
const userIds = (accounts: readonly string[]) => accounts.map((account) => `29:${account.padEnd(90, "x")}`);

interface Drawn {
  readonly losses: readonly Loss[];
  readonly faults: readonly string[];
}
/** Drawn once, though asked for its losses and for its faults. */
function once<Thing extends object>(draw: (thing: Thing) => Drawn): (thing: Thing) => Drawn {
  const known = new WeakMap<Thing, Drawn>();
  return (thing) => {
    const drawn = known.get(thing) ?? draw(thing);
    known.set(thing, drawn);
    return drawn;
  };
}

rendererContract({
  platform: "Teams",
  card: once((card) => {
    const message = { in: "message", userIds, ...(isLook(card) ? {} : { mark }) } as const;
    const everywhere = [
      renderTeamsCard(card, message),
      renderTeamsCard(card, { ...message, viewer: longSam.account }),
      renderTeamsCard(card, { in: "dialog", viewer: longDee.account }),
    ];
    return {
      losses: everywhere.flatMap(({ losses }) => losses),
      faults: everywhere.flatMap(({ payload }) => faultsOfCard(payload)),
    };
  }),
  form: once((form) => {
    const everywhere = [
      renderTeamsForm(form, { in: "dialog", instance: "0".repeat(36) }),
      renderTeamsForm(form, { in: "inline", instance: "0".repeat(36), mark }),
    ];
    return {
      losses: everywhere.flatMap(({ losses }) => losses),
      faults: everywhere.flatMap(({ payload }) => faultsOfCard(payload.card)),
    };
  }),
});
