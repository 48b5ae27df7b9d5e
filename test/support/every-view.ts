/** Everything that the bot can show or ask, of one reseller in three states that is on its way in Slack and in Teams. */
import { shownFor } from "../../src/application/cards.ts";
import { Looking } from "../../src/application/looking.ts";
import type { Intent } from "../../src/application/notices.ts";
import type { Onboardings } from "../../src/application/onboardings.ts";
import { stepIds } from "../../src/domain/checklist.ts";
import type { Stream } from "../../src/ports/journal.ts";
import { type FormName, formNames, type Look, looks } from "../../src/views/actions.ts";
import { drawForm } from "../../src/views/forms/forms.ts";
import { emptyCard, helloCard } from "../../src/views/menu-card.ts";
import type { Card, Form } from "../../src/views/vocabulary.ts";
import { opened } from "./a-form.ts";
import { anOnboarding, nothing, type Story } from "./an-onboarding.ts";
import { inSlack, inTeams } from "./commands.ts";
import { on } from "./fixed-clock.ts";
import { asAuthor, asPerson, lena, type Someone, sam, samInTeams, tess } from "./people.ts";

const carrierName = "Northline";

const submitted = anOnboarding()
  .linkedTo(inTeams, lena, "Prairie rollout")
  .certifiedIn("CO")
  .appliedIn("MN")
  .withOcn("CO", "217C")
  .withCourse()
  .withQuestionnaireSubmitted("Tariff");
const asked = submitted.withQuestion();
const issued = submitted.withQuestionnaireAccepted().withRsid();
const lost = submitted.noticed({ type: "PlaceLost", place: inTeams, why: "archived" });

const streamOf = ({ state, history }: Story): Stream => ({
  id: state.id,
  version: history.length,
  history,
  slots: new Map(),
  hasRequest: () => false,
});

const onboardingsOf = (story: Story): Onboardings =>
  ({
    get: () => story.state,
    stream: () => streamOf(story),
    of: () => [story.state],
    all: () => [story.state],
  }) as unknown as Onboardings;

/** The accounts of the service manager, joined. */
const joinedStream = (): Stream => {
  const members = [
    { ...asPerson(sam), guest: false },
    { ...asPerson(samInTeams), guest: false },
  ] as const;
  const event = { type: "AccountsJoined", members, preferred: sam.account, how: "code" } as const;
  const each = { version: 1, at: submitted.now, by: asAuthor(sam), request: "r" as never, event };
  return { id: "person_sam", version: 1, history: [each], slots: new Map(), hasRequest: () => false };
};

/** What brings a message about, when the onboarding has come so far. */
type Told = { readonly [Kind in Intent["kind"]]: readonly [Story, Extract<Intent, { kind: Kind }>] };
const place = inSlack;
const account = sam.account;
const { requests } = submitted.state;
const date = on("2026-10-06");
const told: Told = {
  checklist: [submitted, { kind: "checklist", place }],
  said: [submitted, { kind: "said", place, from: submitted.history.length - 2, upTo: submitted.history.length }],
  rsid: [submitted, { kind: "rsid", request: requests, round: 0, place, account }],
  centers: [issued, { kind: "centers", place, account }],
  question: [asked, { kind: "question", place, exchange: 0 }],
  digest: [submitted, { kind: "digest", place, date, from: 0, upTo: submitted.history.length }],
  deskDigest: [submitted, { kind: "deskDigest", account, date, onboardings: [submitted.state.id] }],
  lostPlace: [lost, { kind: "lostPlace", about: inTeams, place }],
  joined: [submitted, { kind: "joined", account }],
};

export type Named<Thing> = readonly (readonly [name: string, Thing])[];

export function messageOf(kind: Intent["kind"]): Card {
  const [story, intent] = told[kind];
  const stream = kind === "joined" ? joinedStream() : streamOf(story);
  const shown = shownFor(intent, stream, onboardingsOf(story), story.now, carrierName);
  if (!shown) throw new Error(`Nothing is shown for a ${kind} message.`);
  return shown.card;
}

export const messages = (): Named<Card> =>
  (Object.keys(told) as Intent["kind"][]).map((kind) => [kind, messageOf(kind)]);

const lookingAt = (story: Story) =>
  new Looking(onboardingsOf(story), { joined: () => undefined }, { now: () => story.now }, carrierName);

export function lookOf(look: Look, who: Someone = sam, story: Story = lost): Card {
  const looking = lookingAt(story);
  return look === "list" ? looking.list(who, 0) : looking.at(look, story.state, who);
}

export const everyLook = (): Named<Card> => looks.map((look) => [look, lookOf(look)]);

export function explanations(): Named<Card> {
  const looking = lookingAt(submitted);
  return stepIds.map((step) => [step, looking.explain(step, "MN", submitted.state, lena)]);
}

export function otherCards(): Named<Card> {
  const looking = lookingAt(submitted);
  const human = { members: [sam, samInTeams].map((who) => ({ ...asPerson(who), guest: false })), preferred: account };
  const joined = new Looking(
    onboardingsOf(submitted),
    { joined: () => human },
    { now: () => submitted.now },
    carrierName,
  );
  return [
    ["hello", helloCard(place, carrierName)],
    ["nothing here yet", emptyCard(place, carrierName)],
    ["a page of one's own", looking.home(lena.name, lena)],
    ["the menu, without an onboarding", looking.menu(undefined, place)],
    ["one's own account", looking.accounts(account)],
    ["one's own accounts, joined", joined.accounts(account)],
    ["where the checklist lives, to somebody joined", joined.at("link", submitted.state, sam)],
  ];
}

/** How far the onboarding is when the form is filled in; halfway unless said here. */
const stages: Partial<Record<FormName, Story>> = {
  start: nothing(),
  giveInformation: asked,
  correctRsid: issued,
  centers: issued,
};

/** Somebody of each platform who is only on it, to be named from the other one. */
const elsewhere = {
  carrier: [{ value: tess.account, label: "Tess Warren (Teams)" }],
  reseller: [],
  alsoHere: [],
};

export function formOf(name: FormName): Form {
  const { context, initial } = opened(name, stages[name] ?? submitted, { request: requests }, sam);
  return drawForm({ ...context, elsewhere }, initial);
}

export const everyForm = (): Named<Form> => formNames.map((name) => [name, formOf(name)]);

export const everyCard = (): Named<Card> => [...messages(), ...everyLook(), ...explanations(), ...otherCards()];
