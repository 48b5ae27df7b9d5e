/** Checks a whole message or view as Slack would, and names the place of each fault. */
import { LIMITS } from "../limits.ts";
import { BLOCKS, type Surface } from "./blocks.ts";
import { plainText } from "./composition.ts";
import { elementsOf } from "./elements.ts";
import { boolean, isThing, list, object, oneOf, type Report, string, type Thing } from "./rules.ts";

/** What is wrong: Slack's code and its sentences, each with a JSON pointer. */
export interface Fault {
  readonly error: string;
  readonly messages: readonly string[];
}

interface Collected {
  readonly report: Report;
  readonly messages: string[];
}

function collect(): Collected {
  const messages: string[] = [];
  return { messages, report: (message, pointer) => messages.push(`${message} [json-pointer:${pointer}]`) };
}

/** @returns the fault of a message's blocks, or undefined where Slack would take them. */
export function faultOfMessage(blocks: unknown): Fault | undefined {
  if (!Array.isArray(blocks) || blocks.some((one) => !isThing(one)))
    return { error: "invalid_blocks_format", messages: [] };
  const { report, messages } = collect();
  list(BLOCKS.message, { max: LIMITS.message.blocks })(blocks, "/blocks", report);
  acrossBlocks(blocks.filter(isThing), "/blocks", report);
  if (messages.length > 0) return { error: "invalid_blocks", messages };
  if (textTotal(blocks) > LIMITS.messageTextTotal) return { error: "msg_blocks_too_long", messages: [] };
  return undefined;
}

const SHARED_OPTIONAL = {
  private_metadata: string({ max: LIMITS.view.privateMetadata }),
  callback_id: string({ max: LIMITS.view.callbackId }),
  external_id: string({ max: LIMITS.view.externalId }),
};

const VIEWS = {
  modal: object({
    required: {
      type: oneOf("modal"),
      title: plainText(LIMITS.view.title),
      blocks: list(BLOCKS.modal, { max: LIMITS.view.blocks }),
    },
    optional: {
      ...SHARED_OPTIONAL,
      submit: plainText(LIMITS.view.submit),
      close: plainText(LIMITS.view.close),
      clear_on_close: boolean,
      notify_on_close: boolean,
      submit_disabled: boolean,
    },
    together: (view, pointer, report) => {
      const blocks = Array.isArray(view.blocks) ? view.blocks : [];
      // https://docs.slack.dev/reference/views/modal-views: "submit is required when an input block is within the blocks array"
      if (view.submit === undefined && blocks.some((one) => isThing(one) && one.type === "input")) {
        report("missing required field: submit (the view contains input blocks)", pointer);
      }
    },
  }),
  home: object({
    required: { type: oneOf("home"), blocks: list(BLOCKS.home, { max: LIMITS.view.blocks }) },
    optional: SHARED_OPTIONAL,
  }),
} as const;

/** @returns the fault of a view, or undefined where Slack would take it. */
export function faultOfView(view: unknown, surface: Exclude<Surface, "message">): Fault | undefined {
  if (!isThing(view)) return { error: "invalid_arguments", messages: ["must provide an object [json-pointer:/view]"] };
  if (Buffer.byteLength(JSON.stringify(view)) > LIMITS.view.bytes) return { error: "view_too_large", messages: [] };
  const { report, messages } = collect();
  VIEWS[surface](view, "/view", report);
  const blocks = view.blocks;
  if (Array.isArray(blocks)) acrossBlocks(blocks.filter(isThing), "/view/blocks", report);
  return messages.length > 0 ? { error: "invalid_arguments", messages } : undefined;
}

/** What only shows across blocks: ids used twice, two elements that want the focus, several tables. */
function acrossBlocks(blocks: readonly Thing[], pointer: string, report: Report): void {
  const blockIds = new Set<unknown>();
  let focused = 0;
  let tables = 0;
  for (const [index, block] of blocks.entries()) {
    const blockId = block.block_id;
    if (blockId !== undefined && blockId !== "") {
      if (blockIds.has(blockId))
        report(`\`block_id\` ${String(blockId)} already exists for another block`, `${pointer}/${index}/block_id`);
      blockIds.add(blockId);
    }
    const actionIds = new Set<unknown>();
    for (const element of elementsOf(block)) {
      const actionId = element.action_id;
      if (actionId !== undefined && actionIds.has(actionId)) {
        report(
          `\`action_id\` ${String(actionId)} already exists for another element of the block`,
          `${pointer}/${index}`,
        );
      }
      actionIds.add(actionId);
      if (element.focus_on_load === true) focused += 1;
    }
    if (block.type === "table") tables += 1;
  }
  if (focused > 1) report("only one element can set `focus_on_load`", pointer);
  if (tables > 1) report("only one table is allowed per message", pointer);
}

/** All text that a reader would see, counted together; ids and values don't count. */
function textTotal(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + textTotal(one), 0);
  if (!isThing(value)) return 0;
  return Object.values(value).reduce<number>(
    (sum, member) => sum + (typeof member === "object" ? textTotal(member) : 0),
    typeof value.text === "string" ? value.text.length : 0,
  );
}
