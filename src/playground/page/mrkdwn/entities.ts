/** Slack's text escapes exactly these three (https://docs.slack.dev/messaging/formatting-message-text#escaping). */
const entities = { "&amp;": "&", "&lt;": "<", "&gt;": ">" } as const satisfies Record<string, string>;

export const unescapeEntities = (text: string): string =>
  text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity as keyof typeof entities]);
