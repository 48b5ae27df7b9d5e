import { emojiNamed } from "../mrkdwn/emoji.ts";
import { unescapeEntities } from "../mrkdwn/entities.ts";
import { Emoji } from "../mrkdwn/inlines.tsx";
import { Mrkdwn } from "../mrkdwn/mrkdwn.tsx";
import type { Text } from "./shapes.ts";

const shortName = /:([a-z0-9_+'-]+):/g;

/** A text object as one string, for places that hold no elements: options, names of buttons. */
export const plainText = (text: Text): string =>
  unescapeEntities(text.text).replace(shortName, (whole, name: string) => emojiNamed(name) ?? whole);

export function TextView({ text }: { text: Text }) {
  return text.type === "mrkdwn" ? <Mrkdwn text={text.text} /> : <Plain text={text.text} />;
}

function Plain({ text }: { text: string }) {
  return unescapeEntities(text)
    .split(/(:[a-z0-9_+'-]+:)/g)
    .map((piece, index) => {
      const name = /^:(.+):$/.exec(piece)?.[1];
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no identity but their place in it.
      return name ? <Emoji key={index} name={name} /> : piece;
    });
}
