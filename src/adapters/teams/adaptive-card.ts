/**
 * The part of Adaptive Cards 1.5 that our cards are made of, and what Teams adds to it.
 * https://adaptivecards.io/explorer/ and https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
import type { CardData } from "./card-data.ts";

export type Colour = "default" | "accent" | "good" | "warning" | "attention";
type Spacing = "none" | "small" | "default" | "medium" | "large";
type Size = "small" | "default" | "medium" | "large";

interface Placed {
  readonly id?: string;
  readonly spacing?: Spacing;
  readonly separator?: true;
  readonly isVisible?: false;
}

/** Text that nothing is parsed in. */
export interface TextRun {
  readonly type: "TextRun";
  readonly text: string;
  readonly weight?: "bolder";
  readonly isSubtle?: true;
  readonly fontType?: "monospace";
  readonly color?: Colour;
  readonly size?: Size;
  readonly selectAction?: OpenUrl;
}
/** A string is a run without any style. */
export type Inline = string | TextRun;

export interface RichTextBlock extends Placed {
  readonly type: "RichTextBlock";
  readonly inlines: readonly Inline[];
}
/** Its text is Markdown, and the only place where Teams finds a mention. */
export interface TextBlock extends Placed {
  readonly type: "TextBlock";
  readonly text: string;
  readonly wrap?: true;
  readonly weight?: "bolder";
  readonly isSubtle?: true;
  readonly color?: Colour;
  readonly size?: Size;
  readonly style?: "heading";
}
export interface FactSet extends Placed {
  readonly type: "FactSet";
  readonly facts: readonly { readonly title: string; readonly value: string }[];
}
export type ContainerStyle = "default" | "emphasis" | "good" | "attention" | "warning" | "accent";
export interface Container extends Placed {
  readonly type: "Container";
  readonly style?: ContainerStyle;
  readonly items: readonly Element[];
}
export interface ColumnSet extends Placed {
  readonly type: "ColumnSet";
  readonly columns: readonly {
    readonly type: "Column";
    readonly width: "auto" | "stretch";
    readonly items: readonly Element[];
  }[];
}
export interface ActionSet extends Placed {
  readonly type: "ActionSet";
  readonly actions: readonly CardAction[];
}

interface InputBase extends Placed {
  readonly id: string;
  readonly label: string;
  readonly isRequired?: true;
  readonly errorMessage?: string;
}
export interface InputText extends InputBase {
  readonly type: "Input.Text";
  readonly isMultiline?: true;
  readonly maxLength: number;
  readonly placeholder?: string;
  readonly value?: string;
}
export interface InputDate extends InputBase {
  readonly type: "Input.Date";
  readonly value?: string;
}
export interface InputChoiceSet extends InputBase {
  readonly type: "Input.ChoiceSet";
  readonly style?: "expanded";
  readonly isMultiSelect?: true;
  readonly wrap?: true;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  /** The people picker: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker */
  readonly "choices.data"?: { readonly type: "Data.Query"; readonly dataset: string };
  readonly placeholder?: string;
  readonly value?: string;
}
export type Input = InputText | InputDate | InputChoiceSet;

export type Element = RichTextBlock | TextBlock | FactSet | Container | ColumnSet | ActionSet | Input;

/** An element, or the line that is drawn above whatever follows. */
export type Drawn = Element | { readonly type: "divider" };
export type Elements = readonly Drawn[];

interface Pressable {
  readonly title: string;
  readonly style?: "positive" | "destructive";
}
/** `none`: the action takes no inputs along, and an empty required one does not hold it back. */
type AssociatedInputs = "auto" | "none";

export interface Submit extends Pressable {
  readonly type: "Action.Submit";
  readonly data: CardData & { readonly msteams?: { readonly type: "task/fetch" } };
  readonly associatedInputs?: AssociatedInputs;
}
export interface Execute extends Pressable {
  readonly type: "Action.Execute";
  readonly verb: string;
  readonly data: CardData;
  readonly associatedInputs?: AssociatedInputs;
}
interface OpenUrl {
  readonly type: "Action.OpenUrl";
  readonly title?: string;
  readonly url: string;
}
interface ToggleVisibility extends Pressable {
  readonly type: "Action.ToggleVisibility";
  readonly targetElements: readonly { readonly elementId: string; readonly isVisible: boolean }[];
}
export type CardAction = Submit | Execute | (OpenUrl & Pressable) | ToggleVisibility;

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#mention-support-within-adaptive-cards */
export interface MentionEntity {
  readonly type: "mention";
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

export interface AdaptiveCardPayload {
  readonly $schema: "http://adaptivecards.io/schemas/adaptive-card.json";
  readonly type: "AdaptiveCard";
  readonly version: "1.5";
  readonly body: readonly Element[];
  /** Who may have a view of their own, which Teams asks for by itself when they look at the message. */
  readonly refresh?: {
    readonly action: { readonly type: "Action.Execute"; readonly verb: string; readonly data: CardData };
    readonly userIds: readonly string[];
  };
  readonly msteams?: { readonly width?: "Full"; readonly entities?: readonly MentionEntity[] };
}

export const cardOf = (
  body: readonly Element[],
  more: Partial<Pick<AdaptiveCardPayload, "refresh" | "msteams">> = {},
): AdaptiveCardPayload => ({
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
  type: "AdaptiveCard",
  version: "1.5",
  ...more,
  body,
});
