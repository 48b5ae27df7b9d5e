/** Slack's limits by name, each group with the page that states it. */
export const limits = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  message: { blocks: 50, fallbackText: 3000 },
  /**
   * All text of a message together. Undocumented: about 13,200 characters of plain text were taken, and messages of many
   * rich text parts were refused below 12,000, so each part is counted with some weight of its own.
   * https://github.com/slackapi/bolt-js/issues/2509, https://github.com/slackapi/bolt-js/issues/2867
   */
  messageText: { refusedAt: 13_200, aim: 12_000, tight: 6000, perPart: 10 },
  /** https://docs.slack.dev/reference/views */
  view: { blocks: 100, title: 24, submit: 24, close: 24, privateMetadata: 3000, callbackId: 255, stack: 3 },
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  header: 150,
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  section: { text: 3000, fields: 10, field: 2000 },
  /** Not stated for rich text; kept to a section's, which is known to be taken. */
  richText: 3000,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block */
  context: { elements: 10, text: 3000 },
  /** https://docs.slack.dev/reference/block-kit/blocks/actions-block; five in a row read well, 25 are allowed. */
  actions: { elements: 25, inARow: 5 },
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  button: { text: 75, value: 2000, url: 3000 },
  /** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
  confirm: { title: 100, text: 300, button: 30 },
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  option: { text: 75, description: 75, value: 150 },
  /** https://docs.slack.dev/reference/block-kit/block-elements */
  choices: { menu: 100, groups: 100, radioButtons: 10, checkboxes: 10, shownInFull: 5 },
  /** https://docs.slack.dev/reference/block-kit/blocks/input-block */
  input: { label: 2000, hint: 2000, placeholder: 150, text: 3000 },
  ids: { action: 255, block: 255 },
  /** An acknowledgement is due within 3 seconds; ours leaves earlier, so that it also arrives. */
  acknowledgement: { dueMs: 3000, leaveMs: 2000 },
  /**
   * What one acknowledgement in Socket Mode may have in bytes. Undocumented: a frame of more than 20,480 makes Slack close the
   * connection and deliver the request anew; the envelope takes some of it. https://github.com/revelrylabs/slax/issues/614
   */
  socketFrame: { closedAbove: 20_480, aim: 18_000 },
  /** Our own bound for what arrives; Slack's largest payloads are views of 250 KB, which are form-encoded. */
  requestBody: 1024 * 1024,
} as const;

/**
 * Calls that each method allows, kept below what Slack states so that a burst on top never passes it within a minute.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
export interface Rate {
  /** Calls at once after a quiet time. */
  readonly burst: number;
  /** Between two calls once the burst is used up. */
  readonly everyMs: number;
}

/** `burst + 60,000 / everyMs` stays unreached within any minute: 20, 50 and 100. */
export const tiers = {
  tier2: { burst: 5, everyMs: 4000 },
  tier3: { burst: 10, everyMs: 1500 },
  tier4: { burst: 20, everyMs: 750 },
} as const satisfies Record<string, Rate>;

/** Methods that the background sender calls. */
export const methodRates = {
  "chat.update": tiers.tier3,
  "conversations.open": tiers.tier3,
  "conversations.history": tiers.tier3,
  "pins.add": tiers.tier2,
  "pins.remove": tiers.tier2,
} as const satisfies Record<string, Rate>;

/**
 * "Generally, no more than one message per second per channel", short bursts allowed:
 * https://docs.slack.dev/reference/methods/chat.postMessage#rate_limiting
 */
export const postRate: Rate = { burst: 3, everyMs: 1000 };

/**
 * "Limiting posting to several hundred messages per minute" in the whole workspace; also what keeps a rush of news from taking
 * the machine away from those who wait for an answer. The same page.
 */
export const workspacePostRate: Rate = { burst: 20, everyMs: 200 };

/** How long a message may stand in the queue before the caller is told to come back later. */
export const longestQueueMs = 60_000;
