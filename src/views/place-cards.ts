/** Where a checklist is mirrored: the code that links one more place, the list of places, and what is said of one that is lost. */
import { mayAny, type Role } from "../domain/authority.ts";
import type { Loss, Membership } from "../domain/events.ts";
import {
  type AccountId,
  type ChatPlatform,
  type Instant,
  type OnboardingId,
  type PlaceId,
  platformOf,
  type TimeZone,
} from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import type { Human } from "../domain/person.ts";
import type { Place } from "../domain/places.ts";
import { lookAt, openForm, useCode } from "./buttons.ts";
import { moment } from "./naming.ts";
import { placeName, platformNames } from "./place-names.ts";
import { resellerName, type Scene } from "./scene.ts";
import { type Button, type Card, type CardElement, code, say, strong, type Text } from "./vocabulary.ts";
import { whoCan } from "./wording.ts";

const placeNamed = ({ places }: Onboarding, place: PlaceId): string =>
  placeName(places.find((each) => each.place === place) ?? { place });

const lossWords: Readonly<Record<Loss, string>> = {
  removed: "I was removed from it",
  archived: "it was archived",
  gone: "I can't write to it any more",
};

export const makeCode = (label: string, what: "place" | "person", onboarding?: OnboardingId): Button => ({
  label,
  action: { do: "makeCode", what, ...(onboarding === undefined ? {} : { onboarding }) },
});

const unlinkButton = ({ id }: Onboarding, each: Place): Button => ({
  label: `Unlink ${placeName(each)}`.slice(0, 60),
  weight: "danger",
  action: { do: "unlinkPlace", onboarding: id, place: each.place },
  confirm: {
    title: "Unlink this place?",
    text: "The checklist is not mirrored there any more. Nothing that was recorded is lost, and it can be linked again.",
    yes: "Unlink",
    no: "Keep it",
  },
});

const repairButton = ({ id }: Onboarding, { place }: Pick<Place, "place">): Button => ({
  label: "Try it again",
  action: { do: "repairPlace", onboarding: id, place },
});

/** How the code is used, on each platform. */
const howTo = (typed: string): readonly Text[] => [
  say`In Slack: ${code(`@Onboarding link ${typed}`)}, or, in the carrier's own workspace, ${code(`/onboard link ${typed}`)}`,
  say`In Teams: ${code(`@Onboarding link ${typed}`)}`,
];

/** All places of the checklist, and the person's own accounts. `human`: their joined accounts. */
export function linkCard(
  { onboarding, carrierName }: Scene,
  held: readonly Role[],
  viewer: AccountId,
  human: Human | undefined,
): Card {
  const name = resellerName(onboarding);
  const { id, places } = onboarding;
  const may = mayAny(held, "UnlinkPlace") && !onboarding.closed;
  const elements: CardElement[] = [
    { word: "heading", text: `Where ${name}'s checklist lives` },
    {
      word: "list",
      items: places.map((each) => say`${placeName(each)}${each.lost ? `: ${lossWords[each.lost.why]}` : ""}`),
    },
    {
      word: "paragraph",
      text: say`It can live in Slack and in Teams at once. A code from here, brought to the other channel, mirrors it there; every change then shows in both.`,
    },
    ...accountElements(viewer, human),
  ];
  const buttons: Button[] = [];
  if (mayAny(held, "MakeLinkCode") && !onboarding.closed)
    buttons.push({ ...makeCode("Code for another channel", "place", id), weight: "primary" });
  else if (!onboarding.closed)
    elements.push({
      word: "small",
      text: say`A code for another channel is made by ${whoCan("MakeLinkCode", onboarding, carrierName)}.`,
    });
  buttons.push(useCode);
  buttons.push(...accountButtons(viewer, human, id));
  if (mayAny(held, "JoinAccounts")) buttons.push(openForm("Join somebody's accounts", "joinAccounts", id));
  if (mayAny(held, "RepairPlace") && !onboarding.closed)
    for (const each of places) if (each.lost) buttons.push(repairButton(onboarding, each));
  if (may && places.length > 1) buttons.push(...places.map((each) => unlinkButton(onboarding, each)));
  elements.push({ word: "buttons", buttons: [...buttons, lookAt("Menu", "help", id)] });
  return { summary: `Where ${name}'s checklist lives`, elements };
}

/** The person's own accounts, where no onboarding is meant. */
export const accountsCard = (viewer: AccountId, human: Human | undefined): Card => ({
  summary: "Your accounts",
  elements: [
    { word: "heading", text: "Your accounts" },
    ...(human
      ? accountElements(viewer, human)
      : [
          {
            word: "paragraph",
            text: say`Are you in Slack and in Teams? Joined, both accounts may do the same, and I tell you things once. A checklist is linked in the channel where it lives.`,
          } as const,
        ]),
    { word: "buttons", buttons: accountButtons(viewer, human) },
  ],
});

function accountElements(viewer: AccountId, human: Human | undefined): readonly CardElement[] {
  const other = human?.members.find((member) => member.account !== viewer);
  if (!other) return [];
  const reached = platformNames[platformOf(human?.preferred ?? viewer)];
  return [
    {
      word: "paragraph",
      text: say`You are also ${strong(other.name)} in ${platformNames[platformOf(other.account)]}. I write to you in ${strong(reached)}.`,
    },
  ];
}

function accountButtons(viewer: AccountId, human: Human | undefined, id?: OnboardingId): readonly Button[] {
  const other = human?.members.find((member) => member.account !== viewer);
  if (!other) return [makeCode("Join my accounts", "person", id)];
  const elsewhere = human?.preferred === viewer ? other.account : viewer;
  return [
    {
      label: `Write to me in ${platformNames[platformOf(elsewhere)]}`,
      action: { do: "preferAccount", account: elsewhere },
    },
    partButton,
  ];
}

const partButton: Button = {
  label: "Part my accounts",
  weight: "danger",
  action: { do: "partAccounts" },
  confirm: {
    title: "Part the two accounts?",
    text: "What one of them may do, the other may not any more, unless it is named itself.",
    yes: "Part them",
    no: "Keep them",
  },
};

/** A code that was just made, for the eyes of whoever made it. */
const codeCard = (
  heading: string,
  { typed, until }: { readonly typed: string; readonly until: Instant },
  zone: TimeZone,
  words: { readonly use: string; readonly how: readonly Text[]; readonly warning: string },
  buttons: readonly Button[],
): Card => ({
  summary: heading,
  elements: [
    { word: "heading", text: heading },
    { word: "paragraph", text: say`${code(typed)} is good for one use, until ${moment(until, zone)}.` },
    { word: "paragraph", text: say`${words.use}` },
    { word: "list", items: words.how },
    { word: "note", tone: "bad", text: say`${words.warning}` },
    ...(buttons.length > 0 ? [{ word: "buttons", buttons } as const] : []),
  ],
});

type MadeCode = Parameters<typeof codeCard>[1];

/** `isJoined`: whoever asked has both accounts joined already. */
export const placeCodeCard = (made: MadeCode, { id, details }: Onboarding, name: string, isJoined: boolean): Card =>
  codeCard(
    `Bring ${name}'s checklist to another channel`,
    made,
    details.timeZone,
    {
      use: "Use it in the channel or chat that should mirror the checklist, or give it to somebody there:",
      how: howTo(made.typed),
      warning: "Whoever has it can bring the checklist, with all that stands in it, to a channel of theirs.",
    },
    [...(isJoined ? [] : [makeCode("Join my accounts", "person", id)]), lookAt("Where it lives", "link", id)],
  );

export const joinCodeCard = (made: MadeCode, zone: TimeZone): Card =>
  codeCard(
    "Join your two accounts",
    made,
    zone,
    {
      use: "Use it with your other account, where nobody else reads it:",
      how: [
        say`In Slack: a direct message to me: ${code(`link ${made.typed}`)}; in the carrier's own workspace also ${code(`/onboard link ${made.typed}`)}`,
        say`In Teams: ${code(`link ${made.typed}`)} one to one with me; or on the checklist ${strong("Menu")}, and ${strong("Use a code")}`,
      ],
      warning: "Keep it to yourself: whoever uses it acts as you from then on.",
    },
    [],
  );

/** Somebody who may take part with their other account, without a fact of the onboarding. */
export const strangerHereCard = (elsewhere: ChatPlatform): Card => ({
  summary: "I don't know your account here.",
  elements: [
    {
      word: "paragraph",
      text: say`This checklist belongs to the two companies working through it, and I don't know your account here as part of either.`,
    },
    {
      word: "paragraph",
      text: say`${strong(`Do you take part in ${platformNames[elsewhere]}?`)} Tell me there ${code("link")}, press ${strong("Join my accounts")}, and use the code here. Otherwise ask the onboarding's lead or service manager to add you under Team.`,
    },
    { word: "buttons", buttons: [useCode] },
  ],
});

/** What stays of a message in a place where the checklist is not mirrored any more. */
export const unlinkedCard = ({ onboarding }: Scene): Card => ({
  summary: `${resellerName(onboarding)}'s checklist is not mirrored here any more.`,
  elements: [
    {
      word: "paragraph",
      text: say`${resellerName(onboarding)}'s checklist is not mirrored here any more. Nothing that was recorded is lost.`,
    },
  ],
});

/** Told where somebody can do something about it; afterwards how it ended. */
export function lostPlaceCard({ onboarding }: Scene, about: PlaceId): Card {
  const name = resellerName(onboarding);
  const place = onboarding.places.find((each) => each.place === about);
  const heading = { word: "heading", text: `${name}: a channel can't be reached` } as const;
  if (!place || onboarding.closed)
    return {
      summary: `${name}: a channel was unlinked.`,
      elements: [heading, { word: "note", tone: "done", text: say`It was unlinked.` }],
    };
  if (!place.lost)
    return {
      summary: `${name}: ${placeName(place)} can be reached again.`,
      elements: [
        heading,
        { word: "note", tone: "done", text: say`${placeNamed(onboarding, about)} can be reached again.` },
      ],
    };
  const { places, details } = onboarding;
  const alone = places.every((each) => each.lost);
  return {
    summary: `${name}: ${placeName(place)} can't be reached.`,
    elements: [
      heading,
      {
        word: "note",
        tone: "bad",
        text: say`Since ${moment(place.lost.at, details.timeZone)} the checklist is not shown in ${placeName(place)}: ${lossWords[place.lost.why]}.`,
      },
      {
        word: "paragraph",
        text: alone
          ? say`It lives nowhere else at the moment. Bring me back there (unarchive it, or add me again) and press ${strong("Try it again")}; or bring the checklist to another channel with a code.`
          : say`Bring me back there (unarchive it, or add me again) and press ${strong("Try it again")}; or unlink it. Everything goes on here.`,
      },
      {
        word: "buttons",
        buttons: [
          { ...repairButton(onboarding, place), weight: "primary" },
          alone ? makeCode("Code for another channel", "place", onboarding.id) : unlinkButton(onboarding, place),
        ],
      },
    ],
  };
}

/** To an account that was parted from the other. */
export const partedCard: Card = {
  summary: "Your accounts were parted.",
  elements: [
    {
      word: "paragraph",
      text: say`Your accounts in Slack and in Teams were parted: what one of them may do, the other may not any more, unless it is named itself.`,
    },
    { word: "buttons", buttons: [makeCode("Join my accounts", "person"), useCode] },
  ],
};

/** To each account of a person when the two were joined: it may not have been them. */
export const joinedCard = (other: Membership): Card => ({
  summary: `Your account was joined with ${other.name} in ${platformNames[platformOf(other.account)]}.`,
  elements: [
    {
      word: "paragraph",
      text: say`Your account was joined with ${strong(other.name)} in ${platformNames[platformOf(other.account)]}: each may do what the other may, and you are told things once. If that is not you, part them now.`,
    },
    { word: "buttons", buttons: [partButton] },
  ],
});
