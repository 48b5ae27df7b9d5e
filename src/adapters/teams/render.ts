/** Cards as Adaptive Cards: one function per word, then what Teams demands of the whole. */
import type { AccountId } from "../../domain/ids.ts";
import type { Action } from "../../views/actions.ts";
import type { Button, Card, CardWords, Loss, Rendered, Text, Tone } from "../../views/vocabulary.ts";
import {
  type ActionSet,
  type AdaptiveCardPayload,
  type CardAction,
  type Colour,
  type ContainerStyle,
  cardOf,
  type Drawn,
  type Element,
  type Elements,
  type Execute,
  type Submit,
} from "./adaptive-card.ts";
import { opensDialog, verbs } from "./card-data.ts";
import { fitted, rowsOfActions } from "./fit.ts";
import { limits } from "./limits.ts";
import {
  cleaned,
  inlines,
  isHarmless,
  type Look,
  Mentions,
  markdown,
  mentionsSomebody,
  plainWords,
  type Shape,
  shortened,
} from "./text.ts";

/** A shape, a word and a colour for each tone: never a colour or a sign alone. */
export const tones = {
  done: { sign: "✅", word: "done", colour: "good" },
  active: { sign: "▶️", word: "open", colour: "accent" },
  waiting: { sign: "⏳", word: "waiting", colour: "warning" },
  locked: { sign: "🔒", word: "locked", colour: "default" },
  late: { sign: "⏰", word: "late", colour: "attention" },
  bad: { sign: "⛔", word: "needs attention", colour: "attention" },
  plain: { sign: "▫️", word: "", colour: "default" },
} as const satisfies Record<Tone, { sign: string; word: string; colour: Colour }>;

const notes = {
  done: { sign: "✅", style: "good" },
  active: { sign: "👉", style: "accent" },
  waiting: { sign: "⏳", style: "emphasis" },
  locked: { sign: "🔒", style: "emphasis" },
  late: { sign: "⏰", style: "warning" },
  bad: { sign: "⚠️", style: "attention" },
  plain: { sign: "ℹ️", style: "emphasis" },
} as const satisfies Record<Tone, { sign: string; style: ContainerStyle }>;

export interface CardView {
  readonly in: "message" | "dialog";
  /** The mark of the message, by which it can be drawn anew. */
  readonly mark?: string | undefined;
  /** Whose view this is; undefined for the one that everybody gets. */
  readonly viewer?: AccountId | undefined;
  /** Teams' user ids of those who may have a view of their own. */
  readonly userIds?: ((accounts: readonly AccountId[]) => readonly string[]) | undefined;
  /** People are named without being notified, as Teams refuses to mention whoever is not in the conversation. */
  readonly quietly?: true | undefined;
}

const all = (...payload: Drawn[]): Rendered<Elements> => ({ payload, losses: [] });

/** A text as one block: rich, in which nothing is parsed, or Markdown where a person is to be notified. */
export function block(
  text: Text,
  shape: Shape,
  { look = {}, mentions, spacing }: { look?: Look; mentions?: Mentions | undefined; spacing?: "none" | "small" } = {},
): Elements {
  if (plainWords(text, shape).trim() === "") return [];
  const placed = spacing ? { spacing } : {};
  if (mentions && mentionsSomebody(text))
    return [{ type: "TextBlock", text: markdown(text, shape, mentions), wrap: true, ...look, ...placed }];
  return [{ type: "RichTextBlock", inlines: inlines(text, shape, look), ...placed }];
}

const spoken = (sign: string, text: Text): Text => [{ span: "plain", text: `${sign} ` }, ...text];

/** What cards and forms both can say. */
export const sharedWords = (mentions: Mentions | undefined) => ({
  paragraph: (text: Text) => all(...block(text, "lines", { mentions })),
  /** A table where its words mean nothing in Markdown; otherwise rich text, which is always right. */
  facts: (rows: readonly { readonly label: string; readonly value: Text }[]) => {
    const tabular = rows.every(
      ({ label, value }) =>
        isHarmless(label) && value.every((span) => "text" in span && span.span !== "link" && isHarmless(span.text)),
    );
    if (tabular)
      return all({
        type: "FactSet",
        facts: rows.map(({ label, value }) => ({
          title: cleaned(label, "oneLine"),
          value: markdown(value, "oneLine") || " ",
        })),
      });
    return all(
      ...rows.flatMap(({ label, value }) =>
        block([{ span: "strong", text: `${label}: ` }, ...value], "oneLine", { mentions, spacing: "small" }),
      ),
    );
  },
  note: (tone: Tone, text: Text) => {
    const { sign, style } = notes[tone];
    const items = block(spoken(sign, text), "lines", { mentions }) as readonly Element[];
    return all({ type: "Container", style, spacing: "medium", items });
  },
  divider: () => all({ type: "divider" }),
});

const styles = { primary: "positive", danger: "destructive" } as const;
const styled = (weight: Button["weight"]) => (weight ? { style: styles[weight] } : {});

/** In rows of as many as Teams shows side by side. */
export const actionSets = (actions: readonly CardAction[]): readonly ActionSet[] =>
  rowsOfActions(actions).map((row, index) => ({
    type: "ActionSet",
    spacing: index === 0 ? "medium" : "small",
    actions: row,
  }));

/** What only shows or asks opens a dialog of the person's own; what decides changes the message they see. */
const opensDialogOfOne: Readonly<Record<Action["do"], boolean>> = {
  open: true,
  look: true,
  explain: true,
  // The code is for the eyes of whoever made it.
  makeCode: true,
  acceptQuestionnaire: false,
  completeCourse: false,
  dropCourse: false,
  unlinkPlace: false,
  repairPlace: false,
  preferAccount: false,
  partAccounts: false,
};

function pressing(button: Button, title: string, { in: where, mark }: CardView, decides: boolean): Submit | Execute {
  const shown = { title: cleaned(title, "oneLine"), ...styled(button.weight) };
  if (where === "dialog") return { type: "Action.Submit", ...shown, data: { a: button.action } };
  if (!decides) return { type: "Action.Submit", ...shown, data: { ...opensDialog, a: button.action } };
  const data = { a: button.action, ...(mark ? { m: mark } : {}) };
  return { type: "Action.Execute", ...shown, verb: verbs.press, data };
}

/** Words of a card, and what the card needs of them besides its elements. */
interface Drawing {
  readonly view: CardView;
  readonly mentions: Mentions | undefined;
  /** Those who would have seen more. */
  readonly missed: Set<AccountId>;
  questions: number;
  headings: number;
}

/**
 * Teams asks nothing before it acts. A button that wants a second yes opens its question below the row instead, with the
 * real button in it; hiding it again is the no. This works the same in messages and dialogs, and nothing is sent before the yes.
 */
function withQuestion(button: Button, decides: boolean, drawing: Drawing): readonly [CardAction, readonly Drawn[]] {
  if (!button.confirm) return [pressing(button, button.label, drawing.view, decides), []];
  const { title, text, yes, no } = button.confirm;
  drawing.questions += 1;
  const elementId = `question-${drawing.questions}`;
  const toggle = (name: string, isVisible: boolean): CardAction => ({
    type: "Action.ToggleVisibility",
    title: cleaned(name, "oneLine"),
    targetElements: [{ elementId, isVisible }],
  });
  const items = [
    ...block([{ span: "strong", text: title }], "oneLine"),
    ...block([{ span: "plain", text }], "lines"),
    ...actionSets([pressing(button, yes, drawing.view, decides), toggle(no, false)]),
  ] as readonly Element[];
  const question: Drawn = { type: "Container", id: elementId, isVisible: false, style: "emphasis", items };
  return [{ ...toggle(button.label, true), ...styled(button.weight) }, [question]];
}

function buttonsFor(drawing: Drawing, { buttons, for: whose }: Extract<Card["elements"][number], { word: "buttons" }>) {
  const { view, missed } = drawing;
  if (whose && (view.viewer === undefined || !whose.includes(view.viewer))) {
    if (view.in === "message" && view.viewer === undefined) for (const account of whose) missed.add(account);
    return all();
  }
  const drawn = buttons.map((button) =>
    withQuestion(button, whose !== undefined || !opensDialogOfOne[button.action.do], drawing),
  );
  const questions = new Map(drawn);
  // Each question stands right below the row of its button.
  return all(
    ...actionSets(drawn.map(([action]) => action)).flatMap((row) => [
      row,
      ...row.actions.flatMap((action) => questions.get(action) ?? []),
    ]),
  );
}

function wordsFor(drawing: Drawing): CardWords<Elements> {
  const { mentions } = drawing;
  const shared = sharedWords(mentions);
  return {
    heading: ({ text }) => {
      drawing.headings += 1;
      const look = { weight: "bolder", size: drawing.headings === 1 ? "large" : "medium" } as const;
      const words = cleaned(text, "oneLine").trim() || " ";
      // Only a TextBlock is a heading to a screen reader.
      return isHarmless(words)
        ? all({ type: "TextBlock", text: words, wrap: true, style: "heading", ...look })
        : all({ type: "RichTextBlock", inlines: inlines([{ span: "plain", text: words }], "oneLine", look) });
    },
    paragraph: ({ text }) => shared.paragraph(text),
    row: ({ tone, title, lines }) => {
      const { sign, word, colour } = tones[tone];
      const told = word === "" || title.toLowerCase().includes(word);
      const head = [
        ...inlines([{ span: "plain", text: title }], "oneLine", { weight: "bolder" }),
        ...(told ? [] : inlines([{ span: "plain", text: ` · ${word}` }], "oneLine", { color: colour })),
      ];
      const said = [
        { type: "RichTextBlock", inlines: head },
        ...lines.flatMap((line) => block(line, "oneLine", { mentions, spacing: "none" })),
      ] as readonly Element[];
      return all({
        type: "ColumnSet",
        spacing: "medium",
        columns: [
          { type: "Column", width: "auto", items: [{ type: "TextBlock", text: sign, color: colour }] },
          { type: "Column", width: "stretch", items: said },
        ],
      });
    },
    facts: ({ rows }) => shared.facts(rows),
    list: ({ items }) =>
      all(...items.flatMap((item) => block(spoken("•", item), "oneLine", { mentions, spacing: "small" }))),
    note: ({ tone, text }) => shared.note(tone, text),
    small: ({ text }) => all(...block(text, "oneLine", { look: { size: "small", isSubtle: true }, mentions })),
    divider: shared.divider,
    buttons: (element) => buttonsFor(drawing, element),
    linkButton: ({ label, url }) =>
      /^(https?:\/\/|mailto:)/i.test(url)
        ? all(...actionSets([{ type: "Action.OpenUrl", title: cleaned(label, "oneLine"), url }]))
        : { payload: [], losses: [{ word: "linkButton", what: `the link "${label}"` }] },
  };
}

/** Each element by the function of its word. */
function drawn(card: Card, drawing: Drawing): Rendered<Elements> {
  const losses: Loss[] = [];
  const words = wordsFor(drawing);
  const payload = card.elements.flatMap((element) => {
    const draw = words[element.word] as (one: typeof element) => Rendered<Elements>;
    const one = draw(element);
    losses.push(...one.losses);
    return one.payload;
  });
  return { payload, losses };
}

/** What reads better with the whole width of the conversation. */
const isWide = ({ elements }: Card): boolean =>
  elements.some(({ word }) => word === "row" || word === "facts" || word === "list");

/** Teams draws the card anew for these people when they look at it, so that they find the buttons that are theirs. */
function refreshFor(drawing: Drawing, losses: Loss[]): Pick<AdaptiveCardPayload, "refresh"> {
  const { view, missed } = drawing;
  if (missed.size === 0) return {};
  if (view.mark === undefined) {
    losses.push({ word: "buttons", what: "the buttons of some people, on a message without a mark" });
    return {};
  }
  const userIds = [...new Set(view.userIds?.([...missed]) ?? [])].slice(0, limits.refresh.userIds);
  return { refresh: { action: { type: "Action.Execute", verb: verbs.refresh, data: { m: view.mark } }, userIds } };
}

/** A card as Teams shows it in a message or in a dialog. */
export function renderCard(card: Card, view: CardView): Rendered<AdaptiveCardPayload> {
  const mentions = view.in === "message" && !view.quietly ? new Mentions() : undefined;
  const drawing: Drawing = { view, mentions, missed: new Set(), questions: 0, headings: 0 };
  const { payload: elements, losses: lost } = drawn(card, drawing);
  const losses = [...lost];
  const entities = mentions?.entities ?? [];
  const wide = view.in === "message" && isWide(card);
  const around = {
    ...refreshFor(drawing, losses),
    ...(wide || entities.length > 0
      ? { msteams: { ...(wide ? { width: "Full" as const } : {}), ...(entities.length > 0 ? { entities } : {}) } }
      : {}),
  };
  const room = limits.card.aimBytes - Buffer.byteLength(JSON.stringify(cardOf([], around)));
  const fit = fitted(elements, room);
  return { payload: cardOf(fit.payload, around), losses: [...losses, ...fit.losses] };
}

/** What a notification shows of a message, and a client that cannot draw the card. */
export const summaryOf = (card: Card): string => shortened(cleaned(card.summary, "oneLine").trim(), limits.summary);
