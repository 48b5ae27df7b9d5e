/** Makes a card's elements fit into the bytes that a message has: first by joining lines, last by leaving words out. */
import type { Loss, Rendered } from "../../views/vocabulary.ts";
import type { CardAction, ColumnSet, Element, Elements, Inline, RichTextBlock } from "./adaptive-card.ts";
import { limits } from "./limits.ts";
import { shortened } from "./text.ts";

export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const widthOf = ({ title }: CardAction): number => (title ?? "").length + limits.actions.charactersPerButton;

/** As many in each row as stand side by side in a card of the usual width. */
export function rowsOfActions(actions: readonly CardAction[]): readonly (readonly CardAction[])[] {
  const rows: CardAction[][] = [];
  let width = 0;
  for (const action of actions) {
    const row = rows.at(-1);
    width += widthOf(action);
    if (row && row.length < limits.actions.inASet && width <= limits.actions.charactersInARow) row.push(action);
    else {
      rows.push([action]);
      width = widthOf(action);
    }
  }
  return rows;
}

/** A divider is a line above whatever comes next; buttons that follow each other share a row where they fit in one. */
function tidied(elements: Elements): Element[] {
  const tidy: Element[] = [];
  let parted = false;
  for (const element of elements) {
    if (element.type === "divider") {
      parted = tidy.length > 0;
      continue;
    }
    const last = tidy.at(-1);
    if (!parted && last?.type === "ActionSet" && element.type === "ActionSet") {
      const actions = [...last.actions, ...element.actions];
      if (rowsOfActions(actions).length === 1) {
        tidy[tidy.length - 1] = { ...last, actions };
        continue;
      }
    }
    tidy.push(parted ? { ...element, separator: true, spacing: "medium" } : element);
    parted = false;
  }
  return tidy;
}

const inlinesJoined = (one: readonly Inline[], other: readonly Inline[]): readonly Inline[] => {
  const [last, first] = [one.at(-1), other[0]];
  if (typeof last === "string" && typeof first === "string")
    return [...one.slice(0, -1), `${last}\n${first}`, ...other.slice(1)];
  if (typeof first === "string") return [...one, `\n${first}`, ...other.slice(1)];
  if (typeof last === "string") return [...one.slice(0, -1), `${last}\n`, ...other];
  return [...one, "\n", ...other];
};

const isLine = (element: Element): element is RichTextBlock =>
  element.type === "RichTextBlock" && (element.spacing === "none" || element.spacing === "small");

/** Lines below each other as one block: the same words, a little closer together. */
function linesJoined(elements: readonly Element[]): Element[] {
  const joined: Element[] = [];
  for (const element of elements) {
    const last = joined.at(-1);
    if (isLine(element) && last?.type === "RichTextBlock" && !element.separator)
      joined[joined.length - 1] = { ...last, inlines: inlinesJoined(last.inlines, element.inlines) };
    else joined.push(element.type === "ColumnSet" ? rowJoined(element) : element);
  }
  return joined;
}

/** A row without its column for the sign, which then begins its first line. */
function rowJoined(row: ColumnSet): ColumnSet | RichTextBlock {
  const [first, second] = row.columns;
  const [sign] = first?.items ?? [];
  const [said, ...more] = linesJoined(second?.items ?? []);
  if (sign?.type !== "TextBlock" || said?.type !== "RichTextBlock" || more.length > 0) return row;
  const { columns: _, type: __, ...placed } = row;
  return { ...placed, type: "RichTextBlock", inlines: [`${sign.text} `, ...said.inlines] };
}

const runText = (inline: Inline): string => (typeof inline === "string" ? inline : inline.text);

/** The words of an element, for saying what was left out. */
function wordsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => (typeof one === "string" ? one : wordsIn(one))).join("");
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .filter(([key]) => key !== "data")
    .map(([key, member]) => {
      if (typeof member === "string") return key === "text" || key === "value" || key === "label" ? member : "";
      return wordsIn(member);
    })
    .join("");
}

const loss = (element: Element): Loss => ({
  word: "card",
  what: `"${shortened(wordsIn(element).replace(/\s+/g, " "), 60)}"`,
});

/** The beginning of an element's words, in so many bytes; undefined where there is no room for any that say something. */
function begun(element: Element, room: number): RichTextBlock | undefined {
  const whole = element.type === "RichTextBlock" ? element.inlines.map(runText).join("") : wordsIn(element);
  const spare = room - bytesOf({ type: "RichTextBlock", inlines: ["…"] });
  // Any character may need six bytes (`\u0000`); most need one, so this is tried from above.
  for (let length = Math.min(whole.length, spare); length > 20; length = Math.floor(length * 0.8)) {
    const text = shortened(whole, length);
    const block: RichTextBlock = { type: "RichTextBlock", inlines: [text.endsWith("…") ? text : `${text}…`] };
    if (bytesOf(block) <= room) return block;
  }
  return undefined;
}

/** What a person can still do stays, whatever is left out: buttons, fields, and the questions that buttons open. */
const mayGo = (element: Element): boolean => element.type !== "ActionSet" && element.id === undefined;

function cutToFit(elements: readonly Element[], room: number, losses: Loss[]): Element[] {
  const kept = [...elements];
  while (bytesOf(kept) > room) {
    const at = kept.findLastIndex((element, index) => index > 0 && mayGo(element));
    const gone = kept[at];
    if (!gone) break;
    losses.push(loss(gone));
    kept.splice(at, 1);
    const beginning = begun(gone, room - bytesOf(kept) - 1);
    if (beginning) kept.splice(at, 0, beginning);
  }
  return kept;
}

/** The elements within so many bytes, with what had to be left out. */
export function fitted(elements: Elements, room: number): Rendered<readonly Element[]> {
  const tidy = tidied(elements);
  if (bytesOf(tidy) <= room) return { payload: tidy, losses: [] };
  const joined = linesJoined(tidy);
  if (bytesOf(joined) <= room) return { payload: joined, losses: [] };
  const losses: Loss[] = [];
  return { payload: cutToFit(joined, room, losses), losses };
}
