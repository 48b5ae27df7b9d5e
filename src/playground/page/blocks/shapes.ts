/**
 * What the page reads of Block Kit (https://docs.slack.dev/reference/block-kit). The local Slack has checked every
 * block before it comes here; what is malformed all the same is caught where it is drawn and shown as not drawable.
 */
export interface PlainText {
  readonly type: "plain_text";
  readonly text: string;
  /** `false`: `:names:` stay as they are. */
  readonly emoji?: boolean;
}
export interface MrkdwnText {
  readonly type: "mrkdwn";
  readonly text: string;
}
export type Text = PlainText | MrkdwnText;

export interface Option {
  readonly text: Text;
  readonly value: string;
  readonly description?: Text;
  readonly url?: string;
}
export interface OptionGroup {
  readonly label: PlainText;
  readonly options: readonly Option[];
}
export interface Confirm {
  readonly title: PlainText;
  readonly text: Text;
  readonly confirm: PlainText;
  readonly deny: PlainText;
  readonly style?: "primary" | "danger";
}

interface Acting {
  readonly action_id: string;
  readonly confirm?: Confirm;
  readonly focus_on_load?: boolean;
}
interface Prompting extends Acting {
  readonly placeholder?: PlainText;
}
interface Choosing extends Prompting {
  readonly options?: readonly Option[];
  readonly option_groups?: readonly OptionGroup[];
}
interface DispatchConfig {
  readonly trigger_actions_on?: readonly ("on_enter_pressed" | "on_character_entered")[];
}
interface Typing extends Prompting {
  readonly initial_value?: string;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly dispatch_action_config?: DispatchConfig;
}

/** Elements that hold something a person entered or chose. */
export interface InputShapes {
  readonly plain_text_input: Typing & { readonly multiline?: boolean };
  readonly email_text_input: Typing;
  readonly url_text_input: Typing;
  readonly number_input: Typing & {
    readonly is_decimal_allowed: boolean;
    readonly min_value?: string;
    readonly max_value?: string;
  };
  readonly datepicker: Prompting & { readonly initial_date?: string };
  readonly timepicker: Prompting & { readonly initial_time?: string };
  readonly static_select: Choosing & { readonly initial_option?: Option };
  readonly multi_static_select: Choosing & {
    readonly initial_options?: readonly Option[];
    readonly max_selected_items?: number;
  };
  readonly users_select: Prompting & { readonly initial_user?: string };
  readonly multi_users_select: Prompting & {
    readonly initial_users?: readonly string[];
    readonly max_selected_items?: number;
  };
  readonly channels_select: Prompting & { readonly initial_channel?: string };
  readonly conversations_select: Prompting & { readonly initial_conversation?: string };
  readonly checkboxes: Acting & { readonly options: readonly Option[]; readonly initial_options?: readonly Option[] };
  readonly radio_buttons: Acting & { readonly options: readonly Option[]; readonly initial_option?: Option };
}
export type InputKind = keyof InputShapes;
export type InputElement = { [Kind in InputKind]: { readonly type: Kind } & InputShapes[Kind] }[InputKind];

export type ButtonElement = Acting & {
  readonly type: "button";
  readonly text: PlainText;
  readonly value?: string;
  readonly url?: string;
  readonly style?: "primary" | "danger";
  readonly accessibility_label?: string;
};
export type OverflowElement = Acting & { readonly type: "overflow"; readonly options: readonly Option[] };
export interface ImageElement {
  readonly type: "image";
  readonly image_url?: string;
  readonly alt_text: string;
}
export type BlockElement = InputElement | ButtonElement | OverflowElement | ImageElement;

/** Rich text, drawn as far as Slack's own clients write it. */
export interface RichStyle {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly code?: boolean;
}
export interface RichPiece {
  readonly type: string;
  readonly style?: RichStyle;
  readonly [field: string]: unknown;
}
export interface RichElement {
  readonly type: "rich_text_section" | "rich_text_preformatted" | "rich_text_quote" | "rich_text_list";
  readonly style?: "bullet" | "ordered";
  readonly indent?: number;
  readonly elements: readonly (RichPiece | RichElement)[];
}
export interface TableCell {
  readonly type: "raw_text" | "rich_text";
  readonly text?: string;
  readonly elements?: readonly RichElement[];
}

export interface BlockShapes {
  readonly header: { readonly text: PlainText };
  readonly section: {
    readonly text?: Text;
    readonly fields?: readonly Text[];
    readonly accessory?: BlockElement;
  };
  readonly divider: Readonly<Record<never, never>>;
  readonly context: { readonly elements: readonly (Text | ImageElement)[] };
  readonly actions: { readonly elements: readonly BlockElement[] };
  readonly input: {
    readonly label: PlainText;
    readonly hint?: PlainText;
    readonly optional?: boolean;
    readonly dispatch_action?: boolean;
    readonly element: BlockElement;
  };
  readonly image: { readonly image_url?: string; readonly alt_text: string; readonly title?: PlainText };
  readonly rich_text: { readonly elements: readonly RichElement[] };
  readonly markdown: { readonly text: string };
  readonly table: { readonly rows: readonly (readonly TableCell[])[] };
}
export type BlockKind = keyof BlockShapes;
export type Block<Kind extends BlockKind = BlockKind> = {
  [Each in Kind]: { readonly type: Each; readonly block_id: string } & BlockShapes[Each];
}[Kind];
