import { unescapeEntities } from "./entities.ts";
import { safeAddress } from "./links.ts";
import type { Inline } from "./tree.ts";

const user = /^@([UWB][A-Z0-9]*)(?:\|(.*))?$/;
const channel = /^#([CDG][A-Z0-9]*)(?:\|(.*))?$/;
const date = /^!date\^(\d+)\^([^^|]+)(?:\^([^|]*))?\|(.*)$/s;
const special = /^!(here|channel|everyone)(?:\|.*)?$/;
const group = /^!subteam\^[A-Z0-9]+(?:\|(.*))?$/;

const labelled = (label: string | undefined) => (label ? { label: unescapeEntities(label) } : {});

/**
 * Reads what stands between `<` and `>`: a mention, a channel, a date, a broadcast or a link.
 * Undefined for anything else, which is then drawn as the text it is; so is a link that may not be followed.
 */
export function readAngle(inner: string): Inline | undefined {
  const aUser = user.exec(inner);
  if (aUser?.[1]) return { kind: "user", id: aUser[1], ...labelled(aUser[2]) };
  const aChannel = channel.exec(inner);
  if (aChannel?.[1]) return { kind: "channel", id: aChannel[1], ...labelled(aChannel[2]) };
  const aDate = date.exec(inner);
  if (aDate?.[1] && aDate[2]) {
    const link = aDate[3] ? safeAddress(unescapeEntities(aDate[3])) : undefined;
    const fallback = unescapeEntities(aDate[4] ?? "");
    return { kind: "date", at: Number(aDate[1]), format: aDate[2], ...(link && { link }), fallback };
  }
  const aBroadcast = special.exec(inner);
  if (aBroadcast) return { kind: "broadcast", text: `@${aBroadcast[1]}` };
  const aGroup = group.exec(inner);
  if (aGroup) return { kind: "broadcast", text: unescapeEntities(aGroup[1] ?? "@group") };
  return readLink(inner);
}

function readLink(inner: string): Inline | undefined {
  const bar = inner.indexOf("|");
  const address = unescapeEntities(bar < 0 ? inner : inner.slice(0, bar));
  const url = safeAddress(address);
  if (!url) return undefined;
  const label = bar < 0 ? address.replace(/^mailto:/, "") : unescapeEntities(inner.slice(bar + 1));
  return { kind: "link", url, children: [{ kind: "text", text: label || address }] };
}
