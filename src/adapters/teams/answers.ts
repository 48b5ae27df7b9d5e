/** Answers what was said to the bot: where it was said, in its thread, or one to one where it is nobody else's affair. */
import type { Answer, Visitor } from "../../application/front.ts";
import type { Log } from "../../ports/log.ts";
import { PlatformTrouble } from "../../ports/messenger.ts";
import type { Card } from "../../views/vocabulary.ts";
import type { CardAction } from "./adaptive-card.ts";
import { showsAgain } from "./extra-buttons.ts";
import { cardForAll } from "./kept-cards.ts";
import type { Sender } from "./sender.ts";
import { failed, formBehindButton, onlyForYou, sentence, writtenDirectly } from "./wording.ts";

/** Where a person stands when they say something. */
export interface Spot {
  readonly visitor: Visitor;
  /** With the thread. */
  readonly conversation: string;
  /** The message that is answered. */
  readonly message: string | undefined;
  /** One to one: nobody else is there. */
  readonly direct: boolean;
  /** What was said. */
  readonly text: string;
}

export interface Desk {
  /** Shows an answer; never throws: what fails is logged, and the person is told all the same where that is possible. */
  show(spot: Spot, answer: Promise<Answer>): Promise<void>;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createDesk(sender: Sender, log: Log): Desk {
  async function aloud(
    { conversation, message, direct, visitor }: Spot,
    card: Card,
    actions: readonly CardAction[] = [],
  ) {
    await sender.answer(message, { conversation, card, actions, ...(direct ? { viewer: visitor.account } : {}) });
  }

  async function oneToOne({ visitor }: Spot, card: Card): Promise<void> {
    const viewer = visitor.account;
    await sender.directly(viewer, (conversation) => sender.answer(undefined, { conversation, card, viewer }));
  }

  /** Where it was said; one to one where the bot may not write there. */
  async function told(spot: Spot, card: Card, actions: readonly CardAction[] = []): Promise<void> {
    try {
      await aloud(spot, card, actions);
    } catch (error) {
      if (spot.direct || !(error instanceof PlatformTrouble)) throw error;
      log.warn({}, `An answer did not get through where it was asked for; one to one is tried: ${error.message}`);
      await oneToOne(spot, card).catch((second: unknown) => {
        if (!(second instanceof PlatformTrouble)) throw second;
        log.warn({}, `Nor did it get through one to one: ${second.message}`);
        throw error;
      });
    }
  }

  async function privately(spot: Spot, card: Card): Promise<void> {
    try {
      await oneToOne(spot, card);
    } catch (error) {
      if (!(error instanceof PlatformTrouble)) throw error;
      log.warn({}, `A person could not be answered one to one, and gets a button instead: ${error.message}`);
      return aloud(spot, sentence(onlyForYou), [showsAgain(spot.text)]);
    }
    await aloud(spot, writtenDirectly);
  }

  const kinds: {
    readonly [Kind in Answer["kind"]]: (spot: Spot, answer: Extract<Answer, { kind: Kind }>) => Promise<void>;
  } = {
    nothing: async () => {},
    card: (spot, { card, privately: alone }) => {
      if (alone && !spot.direct) return privately(spot, card);
      const forAll = cardForAll(card);
      if (spot.direct || forAll === card) return told(spot, card);
      // Everybody gets a reply; what only some may press they find in a dialog of their own.
      return told(spot, forAll, [showsAgain(spot.text)]);
    },
    form: (spot, { form }) => told(spot, formBehindButton(form)),
    checking: async (spot, { outcome }) => display(spot, await outcome),
  };

  function display(spot: Spot, answer: Answer): Promise<void> {
    const one = kinds[answer.kind] as (where: Spot, what: Answer) => Promise<void>;
    return one(spot, answer);
  }

  return {
    async show(spot, answer) {
      try {
        await display(spot, await answer);
      } catch (error) {
        log.error({ error }, `A person could not be answered: ${messageOf(error)}`);
        // Where Teams takes nothing, saying so does not get through either; where it refuses the card, a sentence may.
        if (error instanceof PlatformTrouble && error.kind !== "refused") return;
        await told(spot, sentence(failed(error))).catch((second: unknown) => {
          log.error({}, `Nor could they be told that something failed: ${messageOf(second)}`);
        });
      }
    },
  };
}
