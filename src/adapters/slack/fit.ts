/** Makes blocks keep the limits of a whole message or view: first by joining what stands together, last by leaving words out. */
import type { types } from "@slack/bolt";
import type { Loss, Rendered } from "../../views/vocabulary.ts";
import { limits } from "./limits.ts";
import { shortened } from "./text.ts";

type Block = types.KnownBlock;

export interface Room {
  readonly blocks: number;
  /** Characters of all text together; undefined where nothing bounds them. */
  readonly text?: number;
}

/** The text of a block as Slack seems to count it: every character, and some weight for each part. */
export function weightOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let sum = 0;
  if (Array.isArray(value)) {
    for (const one of value) sum += weightOf(one);
    return sum;
  }
  const thing = value as Readonly<Record<string, unknown>>;
  for (const key in thing) {
    const member = thing[key];
    if (typeof member === "object") sum += weightOf(member);
    else if (key === "text" && typeof member === "string") sum += member.length + limits.messageText.perPart;
  }
  return sum;
}

const isWordless = (block: Block): boolean => block.type === "divider";

/** Two neighbours as one block, or undefined where they cannot be joined. */
function joined(one: Block, other: Block, buttonsInARow: number): Block | undefined {
  if (one.type === "actions" && other.type === "actions") {
    const elements = [...one.elements, ...other.elements];
    return elements.length <= buttonsInARow ? { ...one, elements } : undefined;
  }
  if (one.type === "rich_text" && other.type === "rich_text")
    return { ...one, elements: [...one.elements, ...other.elements] };
  if (one.type === "context" && other.type === "context") {
    const elements = [...one.elements, ...other.elements];
    return elements.length <= limits.context.elements ? { ...one, elements } : undefined;
  }
  return undefined;
}

/** Button rows that follow each other become one where they read well in a row. */
function tidied(blocks: readonly Block[]): Block[] {
  const tidy: Block[] = [];
  for (const block of blocks) {
    const last = tidy.at(-1);
    const both = last?.type === "actions" ? joined(last, block, limits.actions.inARow) : undefined;
    if (both) tidy[tidy.length - 1] = both;
    else tidy.push(block);
  }
  return tidy;
}

/** Joins the two neighbours with the fewest words; false where none can be joined. */
function joinSmallest(blocks: Block[]): boolean {
  let best: { at: number; block: Block; weight: number } | undefined;
  for (let at = 0; at + 1 < blocks.length; at += 1) {
    const [one, other] = [blocks[at], blocks[at + 1]];
    const block = one && other && joined(one, other, limits.actions.elements);
    if (!block) continue;
    const weight = weightOf(block);
    if (!best || weight < best.weight) best = { at, block, weight };
  }
  if (!best) return false;
  blocks.splice(best.at, 2, best.block);
  return true;
}

/** A header as a bold line: less to look at, the same words, and it can be joined with what follows. */
const asBoldLine = (block: Block): Block =>
  block.type === "header"
    ? {
        type: "rich_text",
        elements: [
          { type: "rich_text_section", elements: [{ type: "text", text: block.text.text, style: { bold: true } }] },
        ],
      }
    : block;

function joinedToFit(blocks: Block[], room: number): Block[] {
  let fit = blocks;
  while (fit.length > room && joinSmallest(fit));
  if (fit.length > room) fit = fit.filter((block) => !isWordless(block));
  while (fit.length > room && joinSmallest(fit));
  if (fit.length > room) fit = fit.map((block, index) => (index === 0 ? block : asBoldLine(block)));
  while (fit.length > room && joinSmallest(fit));
  return fit;
}

/** The words of a block, for saying what was left out. */
function wordsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsIn).join("");
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([key, member]) => (key === "text" && typeof member === "string" ? member : wordsIn(member)))
    .join("");
}

const loss = (value: unknown): Loss => ({
  word: "card",
  what: `"${shortened(wordsIn(value).replace(/\s+/g, " "), 60)}"`,
});

/** Blocks beyond the room are left out from the end; buttons go last, since they are what a person can still do. */
function droppedToFit(blocks: Block[], room: number, losses: Loss[]): Block[] {
  const kept = [...blocks];
  while (kept.length > room) {
    const at = kept.findLastIndex((block, index) => index > 0 && block.type !== "actions");
    const [gone] = kept.splice(at > 0 ? at : kept.length - 1, 1);
    losses.push(loss(gone));
  }
  return kept;
}

type Parts = readonly types.RichTextBlockElement[];
const roomForEllipsis = 1 + limits.messageText.perPart;

/** As much of a rich text as there is room for, ending in "…". */
function cutRichText(parts: Parts, room: number): types.RichTextBlockElement[] {
  const kept: types.RichTextBlockElement[] = [];
  let left = room - roomForEllipsis;
  for (const part of parts) {
    const weight = weightOf(part);
    if (weight <= left) {
      kept.push(part);
      left -= weight;
      continue;
    }
    if (part.type === "rich_text_section") kept.push({ ...part, elements: cutElements(part.elements, left) });
    else if (part.type === "rich_text_list") {
      const items = part.elements.filter((item) => {
        left -= weightOf(item);
        return left >= 0;
      });
      kept.push({
        ...part,
        elements: [...items, { type: "rich_text_section", elements: [{ type: "text", text: "…" }] }],
      });
    }
    return kept;
  }
  return kept;
}

function cutElements(elements: readonly types.RichTextElement[], room: number): types.RichTextElement[] {
  const kept: types.RichTextElement[] = [];
  let left = room;
  for (const element of elements) {
    const weight = weightOf(element);
    if (weight <= left) {
      kept.push(element);
      left -= weight;
      continue;
    }
    const fits = left - limits.messageText.perPart;
    if (element.type === "text" && fits > 20) kept.push({ ...element, text: shortened(element.text, fits) });
    else kept.push({ type: "text", text: "…" });
    return kept;
  }
  return kept;
}

/** Words beyond the room are left out from the end; buttons stay. */
function cutToFit(blocks: Block[], room: number, losses: Loss[]): Block[] {
  if (weightOf(blocks) <= room) return blocks;
  let left = room - weightOf(blocks.filter((block) => block.type === "actions"));
  let cut = false;
  return blocks.flatMap((block): Block[] => {
    if (block.type === "actions" || isWordless(block)) return [block];
    const weight = weightOf(block);
    if (!cut && weight <= left) {
      left -= weight;
      return [block];
    }
    losses.push(loss(block));
    if (cut) return [];
    cut = true;
    if (block.type === "rich_text") return [{ ...block, elements: cutRichText(block.elements, left) }];
    return [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "…" }] }] }];
  });
}

/** Every button of a message has an id of its own: what it does, and its number. */
function numbered(blocks: readonly Block[]): Block[] {
  let number = 0;
  return blocks.map((block) =>
    block.type === "actions"
      ? {
          ...block,
          elements: block.elements.map((element) => ({ ...element, action_id: `${element.action_id}:${number++}` })),
        }
      : block,
  );
}

/** The blocks within the room, with what had to be left out. */
export function fitted(blocks: readonly Block[], room: Room): Rendered<readonly Block[]> {
  const losses: Loss[] = [];
  let fit = joinedToFit(tidied(blocks), room.blocks);
  fit = droppedToFit(fit, room.blocks, losses);
  if (room.text !== undefined) fit = cutToFit(fit, room.text, losses);
  return { payload: numbered(fit), losses };
}
