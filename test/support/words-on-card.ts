/** What a person reads on a card, and what they can press. */
import type { Action } from "../../src/views/actions.ts";
import {
  type Button,
  type Card,
  type CardElement,
  type Text,
  typedAfter,
  wordsOf,
} from "../../src/views/vocabulary.ts";

const textsOf = (element: CardElement): readonly (Text | string)[] => {
  switch (element.word) {
    case "heading":
      return [element.text];
    case "paragraph":
    case "note":
    case "small":
      return [element.text];
    case "row":
      return [element.title, ...element.lines];
    case "facts":
      return element.rows.flatMap(({ label, value }) => [label, value]);
    case "list":
      return element.items;
    case "divider":
      return [];
    case "buttons":
      return element.buttons.map(({ label }) => `[${label}]`);
    case "linkButton":
      return [`[${element.label}]`];
  }
};

/** Line by line, commands as in Slack; buttons in brackets. */
export const wordsOnCard = (card: Card): string =>
  card.elements
    .flatMap(textsOf)
    .map((text) => (typeof text === "string" ? text : wordsOf(text.map((span) => typedAfter("/onboard ", span)))))
    .join("\n");

export const buttonsOn = (card: Card): readonly Button[] =>
  card.elements.flatMap((element) => (element.word === "buttons" ? element.buttons : []));

/** What a button does. @throws naming those that are there */
export function actionOf(card: Card, label: string): Action {
  const found = buttonsOn(card).find((button) => button.label === label);
  if (found) return found.action;
  throw new Error(`No button ${label}; there is: ${buttonsOn(card).map((button) => button.label)}`);
}
