/** What a person types, with `@Name` made a mention, in the shapes in which Teams carries it. */
import type { Said } from "./envelopes.ts";
import { botId } from "./lookup.ts";
import type { Conversation, World } from "./world.ts";

export interface Typed extends Said {
  /** As Teams' own HTML, mentions in `<at>`. */
  readonly xml: string;
  readonly people: readonly string[];
  readonly namesBot: boolean;
}

export function readTyped(world: World, conversation: Conversation, text: string): Typed {
  const named = [
    { id: botId(world), name: world.app.name, person: undefined },
    ...world.people
      .filter((one) => conversation.members.includes(one.id))
      .map((one) => ({ id: one.teamsId, name: one.name, person: one.id })),
  ];
  const pattern = new RegExp(`@(${named.map((one) => escapePattern(one.name)).join("|")})(?![\\w])`, "gi");
  const mentions: (typeof named)[number][] = [];
  const pieces: { readonly text: string; readonly mention?: number }[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const who = named.find((one) => one.name.toLowerCase() === match[1]?.toLowerCase());
    if (!who) continue;
    pieces.push({ text: text.slice(from, match.index) }, { text: who.name, mention: mentions.length });
    mentions.push(who);
    from = match.index + match[0].length;
  }
  pieces.push({ text: text.slice(from) });
  const draw = (plain: (text: string) => string, at: (name: string, index: number) => string): string =>
    pieces.map((one) => (one.mention === undefined ? plain(one.text) : at(one.text, one.mention))).join("");
  return {
    text: draw(
      (one) => one,
      (name) => `<at>${name}</at>`,
    ),
    xml: draw(escapeXml, (name) => `<at>${escapeXml(name)}</at>`),
    html: `<div><div>${draw(
      escapeXml,
      (name, index) =>
        `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${index}">${escapeXml(name)}</span>`,
    )}</div></div>`,
    mentions: mentions.map(({ id, name }) => ({ id, name })),
    people: mentions.flatMap((one) => (one.person === undefined ? [] : [one.person])),
    namesBot: mentions.some((one) => one.person === undefined),
  };
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", "<br>");
}
