/**
 * Slack's limits, by name, each group with the page that states it. The local Slack enforces them with Slack's own
 * error codes, so that a payload Slack would refuse is refused here too.
 */
export const LIMITS = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  message: { blocks: 50, text: 40_000, metadataPayload: 16_384 },
  /** https://docs.slack.dev/reference/views */
  view: {
    blocks: 100,
    title: 24,
    submit: 24,
    close: 24,
    privateMetadata: 3000,
    callbackId: 255,
    externalId: 255,
    bytes: 250 * 1024,
    stack: 3,
  },
  /** Undocumented; measured by users of the API: https://github.com/slackapi/bolt-js/issues/2509 */
  messageTextTotal: 13_200,
  ids: { blockId: 255, actionId: 255 },
  /** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
  text: 3000,
  section: { text: 3000, fields: 10, field: 2000 },
  header: 150,
  actions: 25,
  context: 10,
  contextActions: 5,
  image: { altText: 2000, title: 2000, url: 3000 },
  markdownTotal: 12_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/table-block */
  table: { rows: 100, columns: 20, characters: 10_000 },
  card: { title: 150, subtitle: 150, body: 200, carousel: 10 },
  container: { title: 150, children: 10 },
  video: { title: 200, description: 200, author: 50 },
  input: { label: 2000, hint: 2000 },
  placeholder: 150,
  button: { text: 75, value: 2000, url: 3000, accessibilityLabel: 75 },
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  option: { text: 75, value: 150, description: 75, url: 3000 },
  optionGroup: { label: 75, groups: 100, options: 100 },
  select: { options: 100 },
  checkboxes: 10,
  radioButtons: 10,
  overflow: { min: 1, max: 5 },
  plainTextInput: 3000,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
  confirm: { title: 100, text: 300, confirm: 30, deny: 30 },
  /** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
  responseUrl: { uses: 5, millis: 30 * 60_000 },
  /** https://docs.slack.dev/surfaces/modals#gathering_input */
  trigger: { millis: 3000 },
  /** https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
  acknowledgement: { millis: 3000 },
  /** https://docs.slack.dev/apis/events-api#retries */
  eventRetries: { delays: [0, 60_000, 300_000] },
  pins: 100,
  history: { defaultLimit: 100, maxLimit: 999 },
} as const;

/** Calls a minute that each tier allows: https://docs.slack.dev/apis/web-api/rate-limits */
export const TIERS = {
  tier1: 1,
  tier2: 20,
  tier3: 50,
  tier4: 100,
  special: 600,
  none: Number.POSITIVE_INFINITY,
} as const;

export type Tier = keyof typeof TIERS;

/** chat.postMessage: about one message a second in one channel. */
export const POST_PER_CHANNEL_MILLIS = 1000;
