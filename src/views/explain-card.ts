/** "How do I get this?": what a step is, where it is had, whom to call, and what to type here afterwards. */
import { checklist, type StepId } from "../domain/checklist.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import { isCertified, ocnStage, rsidLock } from "../domain/progress.ts";
import { type StateCode, states } from "../domain/states.ts";
import { explain, lookAt, openForm } from "./buttons.ts";
import type { Scene } from "./scene.ts";
import { resellerName } from "./scene.ts";
import { type Button, type Card, type CardElement, link, say, strong, type Text } from "./vocabulary.ts";
import { rsidLockedBecause } from "./wording.ts";

/** Where no state was named: this many commissions at once, those still open first. */
const commissionsShown = 20;

function commissionLine(state: StateCode): Text {
  const { name, commission, website, check } = states[state];
  return say`${strong(name)}: ${commission}, ${link(website, website)}${check ? ` (to be checked: ${check})` : ""}`;
}

const contactLine = (step: StepId): readonly Text[] => {
  const { contact } = checklist[step];
  if (!contact) return [];
  const phones = contact.phones.length > 0 ? `, ${contact.phones.join(" or ")}` : "";
  return [say`${strong(contact.name)}${phones}: ${link(contact.link, contact.link)}`];
};

type Explain = Readonly<
  Record<StepId, (onboarding: Onboarding, state: StateCode | undefined, carrierName: string) => readonly CardElement[]>
>;

const paragraph = (text: Text): CardElement => ({ word: "paragraph", text });
const list = (items: readonly Text[]): CardElement => ({ word: "list", items });

const explanations: Explain = {
  certification: (onboarding, state) => {
    const open = onboarding.details.states.filter((each) => !isCertified(onboarding, each));
    const chosen = state ? [state] : open.length > 0 ? open : onboarding.details.states;
    return [
      paragraph(
        say`Each state certifies telecommunications providers itself. Apply at the state's commission; depending on the state you get a certificate, a registration or an acknowledgement, or learn that none is needed.`,
      ),
      list(chosen.slice(0, commissionsShown).map(commissionLine)),
      ...(chosen.length > commissionsShown
        ? [
            {
              word: "small",
              text: say`…and ${chosen.length - commissionsShown} more: mention me with “certification in Ohio” for any state.`,
            } as const,
          ]
        : []),
      paragraph(
        say`Suggested before negotiations start. Times seen: Iowa 5 business days, Washington within 30 days, Oregon about 2 months, Utah 2 to 3 months. Record it as applied for when you have applied, and as granted when the order is there.`,
      ),
    ];
  },
  ocn: (onboarding, state) => [
    paragraph(
      say`The Operating Company Number is four characters that NECA assigns. It identifies you in ordering, provisioning and billing, once per state. Ask for the category LRSL (local exchange reseller).`,
    ),
    list(contactLine("ocn")),
    paragraph(
      say`NECA usually wants to see the state's certification first and takes up to 10 days. Check state and category before you send the request: they can't be changed after the code is assigned.${
        state && ocnStage(onboarding, state) === "assigned" ? ` ${states[state].name} has its OCN already.` : ""
      }`,
    ),
  ],
  questionnaire: (_, __, carrierName) => [
    paragraph(
      say`The Resale Questionnaire is filled in on the carrier's own site and starts the implementation. ${carrierName} accepts it when all sections are complete; documents asked for with it are due within two weeks.`,
    ),
    list(contactLine("questionnaire")),
    paragraph(
      say`Tax ids, bank and credit details belong in the questionnaire only. Never post them here. When it is sent, report it here with its date and confirmation number: that asks the service manager for the RSID.`,
    ),
  ],
  rsid: (onboarding, _, carrierName) => {
    const lock = rsidLock(onboarding);
    const manager = onboarding.carrierTeam.serviceManager.name;
    return [
      paragraph(
        say`The Reseller Identifier is assigned by ${carrierName}, normally one for the whole company. ${manager} issues it here; you don't apply for it anywhere else.`,
      ),
      paragraph(
        lock
          ? say`${strong("Locked for now.")} ${rsidLockedBecause[lock]}`
          : onboarding.rsid.status === "issued"
            ? say`Yours is issued: ${onboarding.rsid.rsid}.`
            : say`It has been asked for. ${manager} has the request.`,
      ),
    ];
  },
  centers: (onboarding, _, carrierName) => [
    paragraph(
      say`${carrierName} names one center for billing and one for provisioning, with the people to call. ${onboarding.carrierTeam.serviceManager.name} assigns them once the RSID is issued and before your initial order.`,
    ),
  ],
  training: (onboarding) => [
    paragraph(
      say`Instructor-led, web-based and downloadable courses explain products, ordering systems and how to do business with the carrier. Pick from the catalog, or ask ${onboarding.carrierTeam.serviceManager.name} for it.`,
    ),
    list(contactLine("training")),
    paragraph(say`Training runs beside everything else: nothing waits for it. Plan courses here and tick them off.`),
  ],
};

const record: Readonly<
  Partial<Record<StepId, (onboarding: Onboarding, state: StateCode | undefined) => readonly Button[]>>
> = {
  certification: ({ id }, state) => [openForm("Record certification", "certification", id, state ? { state } : {})],
  ocn: ({ id }, state) => [openForm("Record OCN", "ocn", id, state ? { state } : {})],
  questionnaire: ({ id }) => [openForm("Questionnaire submitted", "questionnaire", id)],
  training: ({ id }) => [openForm("Plan a course", "course", id)],
};

export function explainCard({ onboarding, carrierName }: Scene, step: StepId, asked: StateCode | undefined): Card {
  const { title, when, per } = checklist[step];
  // What a reseller needs once is no state's.
  const state = per === "state" ? asked : undefined;
  const others = (Object.keys(checklist) as StepId[]).filter((each) => each !== step);
  return {
    summary: `${title}: how to get it`,
    elements: [
      { word: "heading", text: state ? `${checklist[step].name} in ${states[state].name}` : checklist[step].name },
      { word: "small", text: say`${title} · suggested ${when} · ${resellerName(onboarding)}` },
      ...explanations[step](onboarding, state, carrierName),
      {
        word: "buttons",
        buttons: [...(record[step]?.(onboarding, state) ?? []), lookAt("What can I do?", "next", onboarding.id)],
      },
      { word: "small", text: say`How to get the others:` },
      { word: "buttons", buttons: others.map((each) => explain(checklist[each].name, each, onboarding.id)) },
    ],
  };
}
