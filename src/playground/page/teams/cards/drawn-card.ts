import {
  type Action,
  AdaptiveCard,
  type CardElement,
  CardObjectRegistry,
  GlobalRegistry,
  type Input,
  OpenUrlAction,
  SerializationContext,
  SubmitActionBase,
  Table,
  ValidationEvent,
  Versions,
} from "adaptivecards";
import type { RawAction, RawCard } from "../../../wire-teams.ts";
import { SearchedChoices } from "./choice-input.ts";
import { drawSigns } from "./draw-signs.ts";
import { hostConfig } from "./host-config.ts";
import { markdownHtml } from "./markdown-html.ts";

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownHtml(text);
  result.didProcess = true;
};

const elements = new CardObjectRegistry<CardElement>();
GlobalRegistry.populateWithDefaultElements(elements);
elements.register("Table", Table, Versions.v1_5);
elements.register("Input.ChoiceSet", SearchedChoices);
// Teams shows neither sound nor film on cards.
elements.unregister("Media");

export interface Press {
  readonly action: RawAction;
  readonly inputs: Readonly<Record<string, string>>;
  /** The button, where one was pressed and not a picture or a text. */
  readonly button: HTMLElement | undefined;
}

export interface CardListeners {
  readonly onPress: (press: Press) => void;
  readonly onOpen: (url: string) => void;
  readonly onTyped: (id: string, value: string) => void;
  /** A part of the card that was not drawn before is there now. */
  readonly onUnfolded: () => void;
}

/** A card as it stands on the page. */
export interface DrawnCard {
  readonly element: HTMLElement;
  /** Inputs that the page draws itself. */
  readonly pickers: readonly SearchedChoices[];
  /** What the card holds that Teams would not show. */
  readonly unsupported: readonly string[];
  readonly wide: boolean;
  readonly inputs: () => readonly Input[];
}

/** What the library says of a card that Teams would not show as it was meant; the rest is advice. */
const losses: ReadonlySet<ValidationEvent> = new Set([
  ValidationEvent.UnknownElementType,
  ValidationEvent.UnknownActionType,
  ValidationEvent.ElementTypeNotAllowed,
  ValidationEvent.ActionTypeNotAllowed,
  ValidationEvent.InvalidPropertyValue,
]);

function lossesIn(context: SerializationContext): readonly string[] {
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  return events.filter(({ event }) => losses.has(event)).map(({ message }) => message);
}

function valuesOf(action: Action): Readonly<Record<string, string>> {
  const inputs = Object.entries(action.getReferencedInputs() ?? {});
  // What was emptied is told as empty: what is not told stands as the card has it.
  return Object.fromEntries(inputs.map(([id, input]) => [id, String(input.value ?? "")]));
}

/** Draws a card off the page, ready to be put on it. */
export function drawCard(raw: RawCard, listeners: CardListeners): DrawnCard {
  const actions = new Map<Action, RawAction>();
  const context = new SerializationContext();
  context.setElementRegistry(elements);
  context.onParseAction = (action, source) => actions.set(action, source as RawAction);

  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  card.maxVersion = Versions.v1_5;
  card.parse(raw, context);
  const pickers = card.getAllInputs().filter((input) => input instanceof SearchedChoices);

  card.onExecuteAction = (action) => {
    if (action instanceof OpenUrlAction) listeners.onOpen(action.url ?? "");
    const source = actions.get(action);
    if (!(action instanceof SubmitActionBase) || !source) return;
    listeners.onPress({ action: source, inputs: valuesOf(action), button: action.renderedElement });
  };
  card.onInputValueChanged = (input) => {
    if (input.id) listeners.onTyped(input.id, String(input.value ?? ""));
  };

  const element = card.render() ?? document.createElement("div");
  drawSigns(element);
  card.onInlineCardExpanded = () => {
    drawSigns(element);
    listeners.onUnfolded();
  };
  const msteams: unknown = Reflect.get(raw, "msteams");
  const wide = typeof msteams === "object" && msteams !== null && Reflect.get(msteams, "width") === "Full";
  return {
    element,
    pickers: pickers.filter((picker) => picker.searched),
    unsupported: lossesIn(context),
    wide,
    inputs: () => card.getAllInputs(),
  };
}
