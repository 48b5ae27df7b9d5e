/** Blocks: https://docs.slack.dev/reference/block-kit/blocks */
import { LIMITS } from "../limits.ts";
import { anyText, mrkdwn, plainText } from "./composition.ts";
import { ELEMENTS, elementsFor } from "./elements.ts";
import {
  anything,
  boolean,
  byType,
  integer,
  list,
  object,
  oneOf,
  type Report,
  type Rule,
  string,
  type Thing,
} from "./rules.ts";

const blockId = string({ max: LIMITS.ids.blockId });
const image = ELEMENTS.image ?? anything;
const button = byType({ button: ELEMENTS.button ?? anything });

function block(
  type: string,
  required: Readonly<Record<string, Rule>> = {},
  optional: Readonly<Record<string, Rule>> = {},
  together?: (value: Thing, pointer: string, report: Report) => void,
): Rule {
  return object({
    required: { type: oneOf(type), ...required },
    optional: { block_id: blockId, ...optional },
    ...(together ? { together } : {}),
  });
}

function atLeastOneOf(...names: readonly string[]) {
  return (value: Thing, pointer: string, report: Report): void => {
    if (names.every((name) => value[name] === undefined)) {
      report(`must define at least one of ${names.map((name) => `\`${name}\``).join(", ")}`, pointer);
    }
  };
}

const section = block(
  "section",
  {},
  {
    text: anyText(LIMITS.section.text),
    fields: list(anyText(LIMITS.section.field), { min: 1, max: LIMITS.section.fields }),
    accessory: byType(elementsFor("accessory")),
    expand: boolean,
  },
  atLeastOneOf("text", "fields"),
);

const imageBlock = block(
  "image",
  { alt_text: string({ min: 1, max: LIMITS.image.altText }) },
  { image_url: string({ min: 1, max: LIMITS.image.url }), slack_file: anything, title: plainText(LIMITS.image.title) },
  (value, pointer, report) => {
    if ((value.image_url === undefined) === (value.slack_file === undefined)) {
      report("must define either `image_url` or `slack_file`", pointer);
    }
  },
);

const context = block("context", {
  elements: list(byType({ image, plain_text: plainText(LIMITS.text), mrkdwn: mrkdwn(LIMITS.text) }), {
    min: 1,
    max: LIMITS.context,
  }),
});

const input = block(
  "input",
  { label: plainText(LIMITS.input.label), element: byType(elementsFor("input")) },
  { hint: plainText(LIMITS.input.hint), optional: boolean, dispatch_action: boolean },
);

const richTextPart = object({
  required: {
    type: oneOf("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"),
    elements: list(anything),
  },
  optional: {
    style: anything,
    indent: integer({ min: 0, max: 8 }),
    offset: integer({ min: 0 }),
    border: oneOf(0, 1),
    language: string(),
  },
});

const cell = byType({
  raw_text: object({ required: { type: oneOf("raw_text"), text: string({ min: 1 }) } }),
  rich_text: block("rich_text", { elements: list(richTextPart) }),
  raw_number: object({ required: { type: oneOf("raw_number"), value: anything, text: string({ min: 1 }) } }),
});

const card = block(
  "card",
  {},
  {
    hero_image: image,
    icon: image,
    title: mrkdwn(LIMITS.card.title),
    subtitle: mrkdwn(LIMITS.card.subtitle),
    body: mrkdwn(LIMITS.card.body),
    actions: list(button),
  },
  atLeastOneOf("hero_image", "title", "actions", "body"),
);

const task = block(
  "task_card",
  { task_id: string({ min: 1 }), title: string({ min: 1 }) },
  {
    details: anything,
    output: anything,
    sources: list(anything),
    status: oneOf("pending", "in_progress", "complete", "error"),
  },
);

const PLAIN_BLOCKS: Readonly<Record<string, Rule>> = {
  actions: block("actions", { elements: list(byType(elementsFor("actions")), { min: 1, max: LIMITS.actions }) }),
  context,
  divider: block("divider"),
  header: block("header", { text: plainText(LIMITS.header) }, { level: integer({ min: 1, max: 6 }) }),
  image: imageBlock,
  input,
  rich_text: block("rich_text", { elements: list(richTextPart) }),
  section,
  video: block(
    "video",
    {
      alt_text: string({ min: 1 }),
      title: plainText(LIMITS.video.title),
      thumbnail_url: string({ min: 1 }),
      video_url: string({ min: 1 }),
    },
    {
      author_name: string({ max: LIMITS.video.author }),
      description: plainText(LIMITS.video.description),
      provider_icon_url: string(),
      provider_name: string(),
      title_url: string(),
    },
  ),
};

const table = block(
  "table",
  { rows: list(list(cell, { min: 1, max: LIMITS.table.columns }), { min: 1, max: LIMITS.table.rows }) },
  { column_settings: list(anything, { max: LIMITS.table.columns }) },
);

const MESSAGE_ONLY: Readonly<Record<string, Rule>> = {
  card,
  carousel: block("carousel", { elements: list(byType({ card }), { min: 1, max: LIMITS.card.carousel }) }),
  container: block(
    "container",
    { child_blocks: list(byType({ ...PLAIN_BLOCKS, table }), { min: 1, max: LIMITS.container.children }) },
    {
      title: plainText(LIMITS.container.title),
      rich_text_title: anything,
      subtitle: anyText(LIMITS.container.title),
      width: oneOf("narrow", "standard", "wide", "full"),
      icon: image,
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
    atLeastOneOf("title", "rich_text_title"),
  ),
  context_actions: block("context_actions", {
    elements: list(byType(elementsFor("contextActions")), { min: 1, max: LIMITS.contextActions }),
  }),
  data_table: block(
    "data_table",
    { rows: list(list(cell, { max: LIMITS.table.columns })), caption: string({ min: 1 }) },
    { page_size: integer({ min: 1, max: 100 }), row_header_column_index: integer({ min: 0 }) },
  ),
  markdown: block("markdown", { text: string({ min: 1, max: LIMITS.markdownTotal }) }),
  plan: block("plan", { title: string({ min: 1 }) }, { tasks: list(byType({ task_card: task })), plan_id: string() }),
  table,
  task_card: task,
};

const MODAL_ONLY: Readonly<Record<string, Rule>> = {
  alert: block(
    "alert",
    { text: anyText(LIMITS.text) },
    { level: oneOf("default", "info", "warning", "error", "success") },
  ),
};

export type Surface = "message" | "modal" | "home";

/** Which blocks may stand on which surface. */
export const BLOCKS: Readonly<Record<Surface, Rule>> = {
  message: byType({ ...PLAIN_BLOCKS, ...MESSAGE_ONLY }),
  modal: byType({ ...PLAIN_BLOCKS, ...MODAL_ONLY }),
  home: byType(PLAIN_BLOCKS),
};
