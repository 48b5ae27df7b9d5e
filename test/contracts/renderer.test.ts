/** Both sides of what a renderer promises: nothing lost, and nothing that the vendor would refuse. */
import { cardAsHome, cardAsModal } from "../../src/adapters/slack/cards-as-views.ts";
import { renderForm } from "../../src/adapters/slack/forms.ts";
import { renderCard } from "../../src/adapters/slack/render.ts";
import { faultOfMessage, faultOfView } from "../../src/playground/slack/block-kit/check.ts";
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
