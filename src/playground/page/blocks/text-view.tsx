import { emojiNamed } from "../mrkdwn/emoji.ts";
import { unescapeEntities } from "../mrkdwn/entities.ts";
import { Mrkdwn } from "../mrkdwn/mrkdwn.tsx";
import { Signed } from "../mrkdwn/signs.tsx";
import type { Text } from "./shapes.ts";

const shortName = /:([a-z0-9_+'-]+):/g;

const named = (text: Text): string =>
  text.type === "plain_text" && text.emoji === false
    ? text.text
    : text.text.replace(shortName, (whole, name: string) => emojiNamed(name) ?? whole);

/** A text object as one string, for places that hold no elements: options, names of buttons. */
export const plainText = (text: Text): string => unescapeEntities(named(text));

export function TextView({ text }: { text: Text }) {
  return text.type === "mrkdwn" ? <Mrkdwn text={text.text} /> : <Signed text={plainText(text)} />;
}
