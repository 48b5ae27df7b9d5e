/** What every platform's renderer has to do with every card and form that the bot can show, at its longest. */
import { describe, expect, it } from "vitest";
import { shownFor } from "../../src/application/cards.ts";
import { Looking } from "../../src/application/looking.ts";
import type { Intent } from "../../src/application/notices.ts";
import type { Onboardings } from "../../src/application/onboardings.ts";
import { stepIds } from "../../src/domain/checklist.ts";
import { type Doubt, doubtsOfStates } from "../../src/domain/findings.ts";
import { type IsoDate, placeId } from "../../src/domain/ids.ts";
import type { Onboarding } from "../../src/domain/onboarding.ts";
import { stateCodes } from "../../src/domain/states.ts";
import type { Stream } from "../../src/ports/journal.ts";
import { formNames, looks } from "../../src/views/actions.ts";
import type { FormContext } from "../../src/views/forms/form-spec.ts";
import { askAgain, drawForm, forms } from "../../src/views/forms/forms.ts";
import { emptyCard, helloCard, messageCard } from "../../src/views/menu-card.ts";
import { homeCard, listCard } from "../../src/views/people-cards.ts";
import { sceneOf } from "../../src/views/scene.ts";
import { type Card, type Form, type FormElement, type FormValues, type Loss, say } from "../../src/views/vocabulary.ts";
import { chicago } from "../support/fixed-clock.ts";
import { hostile, longDee, longestStages, longLena, longSam } from "../support/longest-onboarding.ts";
import { carriers, northline, type Someone } from "../support/people.ts";

export interface RendererUnderTest {
  readonly platform: string;
  /** Draws the card everywhere where it can stand, and says what is wrong or lost. */
  readonly card: (card: Card) => { readonly losses: readonly Loss[]; readonly faults: readonly string[] };
  readonly form: (form: Form) => { readonly losses: readonly Loss[]; readonly faults: readonly string[] };
}

const carrierName = "N".repeat(60);
const place = placeId("slack:T0123456789:C0123456789");
const date = "2026-06-01" as IsoDate;

/** As many as a form offers at most, by the longest names there are. */
const people = Array.from({ length: 100 }, (_, index) => ({
  value: `teams:${"0".repeat(36)}:${String(index).padStart(36, "0")}`,
  label: `${hostile(100)} (Teams)`,
}));

type Named<Thing> = readonly (readonly [string, Thing])[];

function cardsOf(): Named<Card> {
  const cards: [string, Card][] = [];
  for (const [stage, story] of Object.entries(longestStages())) {
    const { state, history, now } = story;
    const stream = {
      id: state.id,
      version: history.length,
      history,
      slots: new Map(),
      hasRequest: () => false,
    } satisfies Stream;
    const onboardings = {
      get: () => state,
      stream: () => stream,
      of: () => [state],
      all: () => [state],
    } as unknown as Onboardings;
    const looking = new Looking(onboardings, { joined: () => undefined }, { now: () => now }, carrierName);
    const people: readonly Someone[] = [longSam, longLena, { ...longDee, carrierAdmin: true }];
    for (const who of people) {
      for (const at of looks) {
        if (at === "list") continue;
        for (const page of [0, 1])
          cards.push([`${stage}: ${at}, page ${page}, to ${who.name.slice(0, 3)}`, looking.at(at, state, who, page)]);
      }
      for (const step of stepIds)
        cards.push(
          [`${stage}: explain ${step}`, looking.explain(step, "NH", state, who)],
          [`${stage}: explain ${step} everywhere`, looking.explain(step, undefined, state, who)],
        );
      cards.push([`${stage}: home`, looking.home(who.name, who)], [`${stage}: list`, looking.list(who, 0)]);
    }
    for (const intent of intentsOf(state, history.length)) {
      const shown = shownFor(intent, stream, onboardings, now, carrierName);
      if (shown) cards.push([`${stage}: message ${JSON.stringify(intent).slice(0, 80)}`, shown.card]);
    }
    const scene = sceneOf(state, now, carrierName);
    const ten = Array.from({ length: 10 }, () => scene);
    cards.push(
      [`${stage}: list of many`, listCard(ten, 10_000, 3, true)],
      [
        `${stage}: busy home`,
        homeCard(
          hostile(100),
          Array.from({ length: 30 }, () => ({ scene, words: [hostile(200)], days: 12 })),
          40,
        ),
      ],
    );
  }
  cards.push(
    ["empty", emptyCard(place, carrierName)],
    ["hello", helloCard(place, carrierName)],
    ["message", messageCard(say`${hostile(2_000)}`)],
  );
  return cards;
}

const intentsOf = (state: Onboarding, version: number): readonly Intent[] => [
  { kind: "checklist", place },
  ...Array.from({ length: version }, (_, from) => ({ kind: "said", place, from, upTo: from + 1 }) as const),
  { kind: "said", place, from: 0, upTo: version },
  ...[undefined, longSam.account, longDee.account].flatMap((account) => [
    { kind: "rsid", request: state.requests, round: 0, place, ...(account ? { account } : {}) } as const,
    { kind: "rsid", request: state.requests, round: 1, place, ...(account ? { account } : {}) } as const,
    { kind: "centers", place, ...(account ? { account } : {}) } as const,
  ]),
  { kind: "question", place, exchange: 0 },
  { kind: "digest", place, date, from: 0, upTo: version },
  { kind: "deskDigest", account: longSam.account, date, onboardings: Array.from({ length: 40 }, () => state.id) },
];

type Value = string | readonly string[];

/** What somebody could type or pick at most; a choice keeps what it has. */
function mostFor(element: FormElement): Value | undefined {
  if (element.word === "line" || element.word === "lines") return hostile(element.maxLength);
  if (element.word === "choices" || element.word === "ticks") return element.choices.map((choice) => choice.value);
  if (element.word === "person") return longSam.account;
  return element.word === "date" ? "2026-10-02" : undefined;
}

function filled(elements: readonly FormElement[], initial: FormValues): FormValues {
  const values: Record<string, Value> = { ...initial };
  for (const element of elements) {
    const most = mostFor(element);
    if (most !== undefined && "id" in element) values[element.id] = most;
  }
  return values;
}

function formsOf(): Named<Form> {
  const drawn: [string, Form][] = [];
  for (const [stage, story] of Object.entries(longestStages())) {
    const { state, now } = story;
    for (const form of formNames) {
      const context: FormContext = {
        ref: { form, onboarding: state.id, request: state.requests, place },
        scene: sceneOf(state, now, carrierName),
        today: date,
        timeZone: chicago,
        carrierName,
        carrier: northline,
        carriers,
        elsewhere: { carrier: people, reseller: people, alsoHere: [] },
        place,
        viewer: longSam,
        side: "carrier",
        ofCarrier: true,
        person: () => ({ ...longSam, bot: false }),
        newId: () => "a",
      };
      const spec = forms[form];
      const initial = spec.initial(context);
      const fresh = drawForm(context, initial);
      const shapes = fresh.elements.flatMap((element) =>
        element.word === "choice" && element.reshapes
          ? element.choices.slice(0, 6).map((choice) => ({ [element.id]: choice.value }))
          : [],
      );
      for (const shape of [{}, ...shapes]) {
        const values = filled(spec.elements(context, { ...initial, ...shape }), { ...initial, ...shape });
        const errors = Object.fromEntries(Object.keys(values).map((id) => [id, hostile(300)]));
        drawn.push(
          [`${stage}: ${form} fresh`, fresh],
          [`${stage}: ${form} filled`, drawForm(context, values)],
          [`${stage}: ${form} with errors`, drawForm(context, values, errors)],
          [`${stage}: ${form} asking again`, askAgain(context, values, doubts)],
        );
      }
    }
  }
  return drawn;
}

const doubts: readonly Doubt[] = [
  ...doubtsOfStates(stateCodes),
  ...stateCodes.flatMap((state): Doubt[] => [
    { doubt: "ocnBeforeCertification", state },
    { doubt: "nameDiffers", state, source: "neca", name: hostile(100), legalName: hostile(100) },
    { doubt: "letterO", state, ocn: "5O8J" },
    { doubt: "sameOcnElsewhere", state, ocn: "508J", others: stateCodes },
  ]),
];

/** The first few of each kind, so that a failure can be read. */
const wrong = <Thing>(things: Named<Thing>, check: (thing: Thing) => readonly unknown[]): readonly string[] =>
  things.flatMap(([name, thing]) => check(thing).map((what) => `${name}: ${JSON.stringify(what)}`)).slice(0, 10);

export function rendererContract({ platform, card, form }: RendererUnderTest): void {
  describe(`${platform} at the longest content`, () => {
    const cards = cardsOf();
    const drawn = formsOf();

    it("has every look, message and form to draw", () => {
      expect(cards.length).toBeGreaterThan(800);
      expect(new Set(drawn.map(([, { ref }]) => ref.form))).toEqual(new Set(formNames));
    });
    it("draws every card within the vendor's limits", () =>
      expect(wrong(cards, (each) => card(each).faults)).toEqual([]));
    it("draws every form within the vendor's limits", () =>
      expect(wrong(drawn, (each) => form(each).faults)).toEqual([]));
    it("loses nothing of any card", () => expect(wrong(cards, (each) => card(each).losses)).toEqual([]));
    it("loses nothing of any form", () => expect(wrong(drawn, (each) => form(each).losses)).toEqual([]));
  });
}
