/** Presses and forms whose data no card of ours carries: whoever has a client of their own sends what they like. */
import { describe, it } from "vitest";
import { row } from "../rows.ts";
import {
  carrier,
  channel,
  emptyChannel,
  invokeOf,
  statusOf,
  troubledChannels,
  type Workspace,
  wordsAnswered,
} from "./workspace.ts";

const nothing = { kept: 0, posted: 0 } as const;
const oldButton = /belongs to an older message/;
const oldForm = /form belongs to an older version/;
const gone = /not here any more/;
const notYours = /belongs to the two companies working through it/;
const notYoursToDo = /^Only .* can /;
const instance = "forged-instance";

interface Sent {
  readonly who?: string;
  /** A button that opens or decides, a form in a dialog, a button or form in a message, Teams asking for somebody's own view. */
  readonly by: "button" | "dialog" | "message" | "refresh";
  readonly data: unknown;
}

const ways = {
  button: { name: "task/fetch" },
  dialog: { name: "task/submit" },
  message: { name: "adaptiveCard/action", verb: "form" },
  refresh: { name: "adaptiveCard/action", verb: "refresh" },
} as const satisfies Record<Sent["by"], { name: string; verb?: string }>;

export function cardRows(workspace: () => Workspace): void {
  const placeOf = (name: string) => `teams:${carrier}:${workspace().teams.conversation(name).id}`;
  const onboardingIn = (name: string): string => {
    const cards = JSON.stringify(workspace().teams.conversation(name).messages);
    const [id] = /ob_[0-9a-z]{12}/.exec(cards) ?? [];
    if (id === undefined) throw new Error(`there is no onboarding in ${name}`);
    return id;
  };
  const here = () => onboardingIn(channel);
  const elsewhere = () => onboardingIn(troubledChannels[0]);

  const sent = (what: string, sees: RegExp, one: () => Sent) =>
    it(what, () =>
      row(workspace(), what, { http: 200, sees, ...nothing }, async () => {
        const { who = "Sam Ortega", by, data } = one();
        const { status, body } = statusOf(await workspace().teams.deliver(invokeOf(workspace(), who, data, ways[by])));
        return { http: status, sees: wordsAnswered(body) };
      }),
    );

  describe("a button that no card of ours has says so:", () => {
    const buttons: Readonly<Record<string, unknown>> = {
      "a button that carries nothing": undefined,
      "a button that carries null": null,
      "a button that carries a list": [{ do: "look" }],
      "a button that carries a text": "look",
      "a button that does what we don't have": { a: { do: "issueEverything" } },
      "a button that looks at what is not there": { a: { do: "look", at: "secrets" } },
      "a button with a state that is none": { a: { do: "open", ref: { form: "ocn", state: "ZZ" } } },
      "a button on page minus one": { a: { do: "look", at: "history", page: -1 } },
      "a button with the members of every object": JSON.parse('{"__proto__":{"a":{"do":"look","at":"next"}}}'),
    };
    for (const [what, data] of Object.entries(buttons)) sent(what, oldButton, () => ({ by: "button", data }));
    sent("a decision of an unknown verb that carries nothing", oldButton, () => ({ by: "message", data: {} }));
  });

  describe("a form that no card of ours has says so:", () => {
    sent("a form of a name that we don't have", oldForm, () => ({
      by: "dialog",
      data: { f: { form: "everything" }, i: instance },
    }));
    sent("a form without its instance", oldForm, () => ({
      by: "dialog",
      data: { f: { form: "ocn", onboarding: here() } },
    }));
    sent("a form whose fields are a thing", oldForm, () => ({
      by: "dialog",
      data: { f: { form: "ocn", onboarding: here() }, i: instance, n: { 0: "text-ocn" } },
    }));
    sent("a form of an onboarding that is not there", gone, () => ({
      by: "dialog",
      data: { f: { form: "issueRsid", onboarding: "ob_000000000000", request: 1 }, i: instance, "text-rsid": "AB12" },
    }));
    sent("a check that is not one's own", /been restarted since/, () => ({ by: "dialog", data: { i: instance } }));
    sent("a form whose values are things", /Nothing was saved yet/, () => ({
      by: "dialog",
      data: { f: { form: "course", onboarding: here() }, i: instance, n: ["text-title"], "text-title": { length: 1 } },
    }));
    sent("a person who is nobody, picked by hand", /Nothing was saved yet/, () => ({
      by: "dialog",
      data: {
        f: { form: "start", place: placeOf(channel) },
        ...{ i: instance, "text-legalName": "Forged, LLC", "several-states": "MN" },
        ...{ "person-serviceManager": `teams:${carrier}:00000000-0000-4000-8000-000000000000`, "person-lead": "x" },
      },
    }));
  });

  describe("the form of somebody else's right is neither kept nor shown:", () => {
    const forms: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
      "the RSID, issued by the reseller": { form: "issueRsid", request: 1, "text-rsid": "AB12" },
      "centers, assigned by the reseller": { form: "centers", "text-billing": "X" },
      "the questionnaire, returned by the reseller": { form: "returnQuestionnaire", "text-reason": "no" },
      "a hand-over by the reseller": { form: "handOver", "person-to": "Dana Whitfield" },
    };
    for (const [what, { form, request, ...values }] of Object.entries(forms)) {
      const data = () => ({ f: { form, onboarding: here(), ...(request ? { request } : {}) }, i: instance, ...values });
      sent(what, notYoursToDo, () => ({ who: "Tom Okafor", by: "dialog", data: data() }));
      sent(`${what}, only to see the fields`, notYoursToDo, () => ({
        ...{ who: "Tom Okafor", by: "dialog" },
        data: { ...data(), reshape: true },
      }));
    }
    sent("a certification, recorded by the carrier", notYoursToDo, () => ({
      by: "message",
      data: { f: { form: "certification", onboarding: here(), state: "MN" }, i: instance, "choice-status": "granted" },
    }));
    sent("the questionnaire, accepted by the reseller", notYoursToDo, () => ({
      ...{ who: "Tom Okafor", by: "message" },
      data: { a: { do: "acceptQuestionnaire", onboarding: here() } },
    }));
  });

  describe("another reseller's onboarding is neither shown nor changed:", () => {
    const uma = { who: "Uma Reyes" } as const;
    sent("a look at it", notYours, () => ({
      ...{ ...uma, by: "button" },
      data: { a: { do: "look", at: "history", onboarding: elsewhere() } },
    }));
    sent("an explanation of its steps", notYours, () => ({
      ...{ ...uma, by: "button" },
      data: { a: { do: "explain", step: "rsid", onboarding: elsewhere() } },
    }));
    sent("its form", notYours, () => ({
      ...{ ...uma, by: "button" },
      data: { a: { do: "open", ref: { form: "details", onboarding: elsewhere() } } },
    }));
    sent("its form, only to see the fields", notYours, () => ({
      ...{ ...uma, by: "dialog" },
      data: { f: { form: "details", onboarding: elsewhere() }, i: instance, reshape: true },
    }));
    sent("its form, sent", notYours, () => ({
      ...{ ...uma, by: "dialog" },
      data: { f: { form: "course", onboarding: elsewhere() }, i: instance, "text-title": "Forged" },
    }));
    sent("its message, drawn anew", /nothing to show here any more/, () => ({
      ...{ ...uma, by: "refresh" },
      data: { m: `${elsewhere()}/checklist@${placeOf(troubledChannels[0])}` },
    }));
    sent("its place, given up", notYours, () => ({
      ...{ ...uma, by: "message" },
      data: { a: { do: "unlinkPlace", onboarding: elsewhere(), place: placeOf(troubledChannels[0]) } },
    }));
    sent("a code that brings it elsewhere", notYours, () => ({
      ...{ ...uma, by: "button" },
      data: { a: { do: "makeCode", what: "place", onboarding: elsewhere() } },
    }));
  });

  describe("a form for another place than it is sent from is none of ours:", () => {
    const start = (place: string) => ({
      f: { form: "start", place },
      ...{ i: instance, "text-legalName": "Forged, LLC", "several-states": "MN", "choice-timeZone": "America/Chicago" },
      "person-serviceManager": workspace().teams.as("Sam Ortega").id,
      "person-lead": workspace().teams.as("Nadia Brooks").id,
    });
    const places: Readonly<Record<string, () => string>> = {
      "a start in another channel": () => placeOf(emptyChannel),
      "a start in a conversation that nobody knows": () => `teams:${carrier}:19:nobody@thread.tacv2`,
      "a start in another tenant": () => "teams:11111111-2222-4333-8444-555555555555:19:nobody@thread.tacv2",
      "a start in Slack": () => "slack:T0CARRIER:C0PRAIRIE",
    };
    for (const [what, place] of Object.entries(places))
      sent(what, oldForm, () => ({ by: "dialog", data: start(place()) }));
    sent("a start in another channel, opened", oldButton, () => ({
      by: "button",
      data: { a: { do: "open", ref: { form: "start", place: placeOf(emptyChannel) } } },
    }));
    sent("a code, used for another channel", oldForm, () => ({
      by: "dialog",
      data: { f: { form: "link", place: placeOf(emptyChannel) }, i: instance, "text-code": "0000-0000" },
    }));
  });

  describe("what is searched while somebody types is not another's either:", () => {
    const searches = (what: string, who: string, dataset: () => string) =>
      it(what, () =>
        row(workspace(), what, { http: 200, sees: '{"results":[]}', ...nothing }, async () => {
          const invoke = {
            ...invokeOf(workspace(), who, {}, { name: "application/search" }),
            value: { queryText: "", dataset: dataset(), queryOptions: { skip: 0, top: 15 } },
          };
          const { status, body } = statusOf(await workspace().teams.deliver(invoke));
          return { http: status, sees: JSON.stringify((JSON.parse(body) as { value: unknown }).value) };
        }),
      );
    const choices = (ref: object, q: string) => `choices?${JSON.stringify({ f: ref, q })}`;
    searches("a search in a dataset that we don't have", "Sam Ortega", () => "users");
    searches("a search in a field that the form does not have", "Sam Ortega", () =>
      choices({ form: "ocn", onboarding: here() }, "secrets"),
    );
    searches("a search in another reseller's form", "Uma Reyes", () =>
      choices({ form: "ocn", onboarding: elsewhere() }, "state"),
    );
  });
}
