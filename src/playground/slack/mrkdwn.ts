/** What Slack does to text that people type: https://docs.slack.dev/messaging/formatting-message-text */

const KEPT_TOKEN = /<(@[UW][A-Z0-9]+(?:\|[^<>]*)?|#C[A-Z0-9]+(?:\|[^<>]*)?|!(?:here|channel|everyone))>/g;
const LINK = /\bhttps?:\/\/[^\s<>"]*[^\s<>".,;:!?')\]]/g;
const EMAIL = /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g;

export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The text as Slack would store it: mentions kept, links and addresses wrapped, all else escaped. */
export function parseTyped(text: string): string {
  return splitKeeping(text, KEPT_TOKEN, (rest) =>
    splitKeeping(
      rest,
      LINK,
      (prose) => splitKeeping(prose, EMAIL, escapeText, (address) => `<mailto:${address}|${address}>`),
      (link) => `<${escapeText(link)}>`,
    ),
  );
}

/** Ids of the people that a stored text mentions. */
export function mentionsIn(text: string): readonly string[] {
  return [...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap((match) => match[1] ?? []);
}

/** A stored text as a person reads it, mentions by name. */
export function readable(text: string, nameOf: (userId: string) => string | undefined): string {
  return text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g, (_, id: string) => `@${nameOf(id) ?? id}`)
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function splitKeeping(
  text: string,
  token: RegExp,
  rest: (part: string) => string,
  kept: (part: string) => string = (part) => part,
): string {
  let out = "";
  let from = 0;
  for (const match of text.matchAll(token)) {
    out += rest(text.slice(from, match.index)) + kept(match[0]);
    from = match.index + match[0].length;
  }
  return out + rest(text.slice(from));
}
