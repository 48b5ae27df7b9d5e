/** Answers to free words. What is not understood gets an answer too: what was heard, and what can be asked. */
import { type Identity, mayAny, mayLook, rolesIn } from "../domain/authority.ts";
import type { StepId } from "../domain/checklist.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import { lacks, rowStage, rsidLock } from "../domain/progress.ts";
import { type StateCode, states } from "../domain/states.ts";
import type { FormRef } from "../views/actions.ts";
import { explain, lookAt, openForm } from "../views/buttons.ts";
import { emptyCard, messageCard } from "../views/menu-card.ts";
import { codes, series, shortened } from "../views/naming.ts";
import { resellerName } from "../views/scene.ts";
import { certificationWords, ocnWords } from "../views/sentences.ts";
import { ballLines } from "../views/standing.ts";
import { subcommands } from "../views/subcommands.ts";
import { type Card, code, command, joined, say, strong, type Text } from "../views/vocabulary.ts";
import { rsidLockedBecause, stepName, stepNoun, whoCan } from "../views/wording.ts";
import { privately, shown } from "./answers.ts";
import type { Filling } from "./filling.ts";
import type { Answer, Visitor, Where } from "./front.ts";
import type { Looking } from "./looking.ts";
import type { Onboardings } from "./onboardings.ts";
import { type Meaning, understand } from "./understanding.ts";

type Reply<M extends Meaning["means"]> = (
  meaning: Extract<Meaning, { means: M }>,
  onboarding: Onboarding,
  who: Identity,
  heard: string,
) => Card;
type Replies = { readonly [M in Meaning["means"]]: Reply<M> };

/** A form about the place where it is opened, with the place's name as far as the platform says it. */
export const openedHere = (form: "start" | "link", where: Where): FormRef => ({
  form,
  ...(where.in === "place"
    ? { place: where.place, ...(where.name ? { placeName: where.name.slice(0, 100) } : {}) }
    : {}),
});

const certificationNews = { applied: "is applied for", denied: "was denied", lapsed: "has lapsed" } as const;

/** Of several onboardings the only one with the state that is spoken of, if there is one. */
export function meantBy(text: string, theirs: readonly Onboarding[]): Onboarding | undefined {
  const meaning = understand(text);
  const state = "state" in meaning ? meaning.state : undefined;
  const [only, ...more] = state ? theirs.filter(({ details }) => details.states.includes(state)) : [];
  return more.length === 0 ? only : undefined;
}

export class Conversation {
  private readonly looking: Looking;
  private readonly filling: Filling;
  private readonly onboardings: Onboardings;
  private readonly carrierName: string;

  constructor(looking: Looking, filling: Filling, onboardings: Onboardings, carrierName: string) {
    this.looking = looking;
    this.filling = filling;
    this.onboardings = onboardings;
    this.carrierName = carrierName;
  }

  answer(visitor: Visitor, who: Identity, onboarding: Onboarding | undefined, where: Where, text: string): Answer {
    const meaning = understand(text);
    if (meaning.means === "look" && meaning.at === "list") return shown(this.looking.list(who, 0));
    if (!onboarding) {
      if (meaning.means === "look" && meaning.at === "start" && where.in === "place")
        return this.filling.open(visitor, who, openedHere("start", where));
      return shown(this.noneHere(who, where));
    }
    if (!mayLook(rolesIn(onboarding, who))) return privately(this.looking.refusal(onboarding, who));
    // The table is keyed by the meaning's own name, which the compiler can't follow through an index.
    const reply = this.replies[meaning.means] as (m: Meaning, o: Onboarding, w: Identity, heard: string) => Card;
    return shown(reply(meaning, onboarding, who, text));
  }

  noneHere(who: Identity, where: Where): Card {
    if (where.in === "place") return emptyCard(where.place, this.carrierName);
    const theirs = this.onboardings.of(who.accounts);
    if (theirs.length > 1) return this.looking.list(who, 0);
    return messageCard(
      say`You take part in no onboarding yet. One is started in the channel that a reseller and ${this.carrierName} share: ${command("start")}`,
    );
  }

  private readonly replies: Replies = {
    look: ({ at, state }, onboarding, who) => {
      if (at === "start" || at === "list")
        return messageCard(say`This channel has its onboarding: ${resellerName(onboarding)}.`, [
          lookAt("Whole checklist", "status", onboarding.id),
        ]);
      if (state && (at === "certification" || at === "ocn")) return this.stateCard(onboarding, state, who);
      return this.looking.at(at, onboarding, who);
    },
    explain: ({ step, state }, onboarding, who) => this.looking.explain(step, state, onboarding, who),
    whyLocked: ({ step }, onboarding) => this.whyLocked(step, onboarding),
    who: ({ whom }, onboarding) => this.who(whom, onboarding),
    stateStatus: ({ state }, onboarding, who) => this.stateCard(onboarding, state, who),
    offerOcn: ({ state, ocn }, onboarding, who) => {
      if (!onboarding.details.states.includes(state)) return this.notHere(onboarding, state);
      if (!mayAny(rolesIn(onboarding, who), "RecordOcn"))
        return messageCard(say`Only ${whoCan("RecordOcn", onboarding, this.carrierName)} can record an OCN.`);
      return messageCard(
        say`OCN for ${strong(states[state].name)}: ${code(ocn)}. Check the form and save it; nothing is recorded yet.`,
        [{ ...openForm("Check and save", "ocn", onboarding.id, { state }, { ocn }), weight: "primary" }],
      );
    },
    offerOcnLines: ({ lines }, onboarding, who) => {
      if (!mayAny(rolesIn(onboarding, who), "RecordOcn"))
        return messageCard(say`Only ${whoCan("RecordOcn", onboarding, this.carrierName)} can record an OCN.`);
      return messageCard(
        say`I heard several OCNs. Put the date of NECA's notification behind each, a line for each state; nothing is recorded yet.`,
        [
          {
            ...(lines === ""
              ? openForm("Paste several states", "ocnLines", onboarding.id)
              : openForm("Add the dates", "ocnLines", onboarding.id, {}, { lines })),
            weight: "primary",
          },
        ],
      );
    },
    offerOcnSomewhere: ({ ocn }, onboarding, who) => {
      if (!mayAny(rolesIn(onboarding, who), "RecordOcn"))
        return messageCard(say`Only ${whoCan("RecordOcn", onboarding, this.carrierName)} can record an OCN.`);
      return messageCard(
        say`I heard the OCN ${code(ocn)}, but no state that I know. Pick the state in the form; nothing is recorded yet.`,
        [{ ...openForm("Pick the state and save", "ocn", onboarding.id, {}, { ocn }), weight: "primary" }],
      );
    },
    offerCertification: ({ state, how }, onboarding, who) => {
      if (!onboarding.details.states.includes(state)) return this.notHere(onboarding, state);
      if (!mayAny(rolesIn(onboarding, who), "RecordCertification"))
        return messageCard(
          say`Only ${whoCan("RecordCertification", onboarding, this.carrierName)} can record a certification.`,
        );
      return messageCard(
        how === "granted"
          ? say`Good news from ${strong(states[state].name)}? Put it into the form; nothing is recorded yet.`
          : say`The certification in ${strong(states[state].name)} ${certificationNews[how]}? Put it into the form; nothing is recorded yet.`,
        [
          {
            ...openForm(
              `Record certification for ${state}`,
              "certification",
              onboarding.id,
              { state },
              { status: how },
            ),
            weight: "primary",
          },
        ],
      );
    },
    offerQuestionnaire: (_, onboarding, who) => {
      if (!mayAny(rolesIn(onboarding, who), "SubmitQuestionnaire"))
        return messageCard(
          say`Only ${whoCan("SubmitQuestionnaire", onboarding, this.carrierName)} can report the questionnaire as submitted.`,
        );
      return messageCard(
        say`Report it with its date and confirmation number; that asks the service manager for the RSID.`,
        [{ ...openForm("Questionnaire submitted", "questionnaire", onboarding.id), weight: "primary" }],
      );
    },
    greeting: (_, onboarding) =>
      messageCard(
        say`Hello! I keep the checklist of ${resellerName(onboarding)}. What would you like to know?`,
        this.suggestions(onboarding),
      ),
    thanks: (_, onboarding) => messageCard(say`Glad to help.`, [lookAt("What's next", "next", onboarding.id)]),
    unknown: ({ nearest }, onboarding, _, heard) =>
      messageCard(
        nearest
          ? say`I heard “${shortened(heard, 80)}”. Did you mean ${code(subcommands[nearest].usage)}?`
          : say`I did not understand “${shortened(heard, 80)}”. You can ask what's next, how to get an OCN, why the RSID is locked, or tell me “the OCN for Minnesota is 508J”. For anything else ask ${onboarding.carrierTeam.serviceManager.name} (${this.carrierName}), the service manager.`,
        nearest && nearest !== "start" && nearest !== "list"
          ? [lookAt(nearest, nearest, onboarding.id), ...this.suggestions(onboarding)]
          : this.suggestions(onboarding),
      ),
  };

  private suggestions(onboarding: Onboarding) {
    return [
      lookAt("What's next", "next", onboarding.id),
      lookAt("Whole checklist", "status", onboarding.id),
      lookAt("Menu", "help", onboarding.id),
    ];
  }

  private notHere(onboarding: Onboarding, state: StateCode): Card {
    return messageCard(
      say`${states[state].name} is not one of this onboarding's states: ${codes(onboarding.details.states)}. It can be added under Team and details.`,
      [
        lookAt("Team and details", "team", onboarding.id),
        explain("How is it certified there?", "certification", onboarding.id, state),
      ],
    );
  }

  private whyLocked(step: StepId, onboarding: Onboarding): Card {
    const more = [
      explain(`About ${stepName(step)}`, step, onboarding.id),
      lookAt("What can I do?", "next", onboarding.id),
    ];
    const lock = rsidLock(onboarding);
    if (step === "rsid" && lock)
      return messageCard(say`${strong("The RSID is locked.")} ${rsidLockedBecause[lock]}`, more);
    const stage = rowStage(onboarding, step);
    if (stage === "done") return messageCard(say`${stepName(step)} is done. Nothing locks it.`, more);
    if (step === "centers" && onboarding.rsid.status !== "issued")
      return messageCard(
        say`The centers come after the RSID. ${lock ? rsidLockedBecause[lock] : `${onboarding.carrierTeam.serviceManager.name} has the RSID request.`}`,
        more,
      );
    return messageCard(say`${stepName(step)} is not locked. Whose turn it is: ${this.turns(onboarding)}.`, more);
  }

  private turns(onboarding: Onboarding): Text {
    const lines = ballLines(this.looking.scene(onboarding));
    return lines.length === 0 ? say`nobody's, everything is done` : joined(lines, " · ");
  }

  private who(whom: "serviceManager" | "delegate" | "lead" | "turn", onboarding: Onboarding): Card {
    const { carrierTeam, resellerTeam } = onboarding;
    const team = [lookAt("Whole team", "team", onboarding.id)];
    switch (whom) {
      case "serviceManager":
        return messageCard(
          say`${strong(carrierTeam.serviceManager.name)} (${this.carrierName}) is the service manager${
            carrierTeam.delegate ? `, and ${carrierTeam.delegate.name} the delegate` : ""
          }.`,
          team,
        );
      case "delegate":
        return messageCard(
          carrierTeam.delegate
            ? say`${strong(carrierTeam.delegate.name)} (${this.carrierName}) stands in for ${carrierTeam.serviceManager.name}.`
            : say`No delegate is named. ${carrierTeam.serviceManager.name} is the service manager.`,
          team,
        );
      case "lead":
        return messageCard(say`${strong(resellerTeam.lead.name)} leads for ${resellerName(onboarding)}.`, team);
      case "turn":
        return messageCard(say`${this.turns(onboarding)}.`, [lookAt("What can I do?", "next", onboarding.id)]);
    }
  }

  /** Everything about one state in a few lines. */
  private stateCard(onboarding: Onboarding, state: StateCode, who: Identity): Card {
    if (!onboarding.details.states.includes(state)) return this.notHere(onboarding, state);
    const certification = onboarding.certifications[state]?.value;
    const record = onboarding.ocns[state]?.value;
    const missing = lacks(onboarding, state);
    const verdict =
      missing.length === 0 ? say`ready for the initial order` : say`still needs ${series(missing.map(stepNoun))}`;
    const held = rolesIn(onboarding, who);
    return {
      summary: `${states[state].name}`,
      elements: [
        { word: "heading", text: `${states[state].name}: ${resellerName(onboarding)}` },
        {
          word: "list",
          items: [
            say`Certification: ${certification ? certificationWords(certification) : "not started"}`,
            say`OCN: ${record ? ocnWords(record) : "not started"}`,
            say`Altogether: ${verdict}`,
          ],
        },
        {
          word: "buttons",
          buttons: [
            ...(mayAny(held, "RecordCertification")
              ? [
                  openForm(`${certification ? "Change" : "Record"} certification`, "certification", onboarding.id, {
                    state,
                  }),
                ]
              : []),
            ...(mayAny(held, "RecordOcn")
              ? [openForm(`${record ? "Change" : "Record"} OCN`, "ocn", onboarding.id, { state })]
              : []),
            missing.includes("certification") || !missing.includes("ocn")
              ? explain("How do I get certified?", "certification", onboarding.id, state)
              : explain("How do I get an OCN?", "ocn", onboarding.id, state),
          ],
        },
      ],
    };
  }
}
