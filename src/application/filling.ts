/** Forms: opened for who may send them, read, carried out, and shown again where something is not right yet. */
import { type Identity, isNamed, mayAny, rolesIn, sideOf } from "../domain/authority.ts";
import { localDate } from "../domain/calendar.ts";
import type { Refusal } from "../domain/decision.ts";
import {
  type AccountId,
  accountId,
  type CompanyKey,
  type OnboardingId,
  onboardingId,
  type RequestKey,
  type TimeZone,
} from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import type { StateCode } from "../domain/states.ts";
import type { Clock } from "../ports/clock.ts";
import type { Directory, DirectoryEntry } from "../ports/directory.ts";
import { NotKept } from "../ports/journal.ts";
import type { FormRef, Look } from "../views/actions.ts";
import { lookAt } from "../views/buttons.ts";
import type { FormContext, KnownPerson } from "../views/forms/form-spec.ts";
import { askAgain, drawForm, forms } from "../views/forms/forms.ts";
import { cannotTellCard, messageCard } from "../views/menu-card.ts";
import { resellerName, sceneOf } from "../views/scene.ts";
import { type Card, command, type Form, type FormValues, say } from "../views/vocabulary.ts";
import { cannotTell, sentenceOfInvalid, sentenceOfRefusal } from "../views/wording.ts";
import type { Commands, Outcome } from "./commands.ts";
import { elsewhere } from "./elsewhere.ts";
import type { Errands } from "./errands.ts";
import type { Answer, SubmitAnswer, Visitor } from "./front.ts";
import type { Identities } from "./identities.ts";
import type { Onboardings } from "./onboardings.ts";
import type { People } from "./people.ts";

export interface FillingOptions {
  readonly onboardings: Onboardings;
  readonly commands: Commands;
  readonly directory: Directory;
  readonly people: People;
  readonly identities: Identities;
  readonly clock: Clock;
  readonly carrierName: string;
  readonly timeZone: TimeZone;
  readonly carriers: readonly CompanyKey[];
  readonly errands: Errands;
  /** A new random name part, lower-case letters and digits. */
  readonly newId: () => string;
}

/** Where to look after a refusal that speaks of something else to look at: not everybody can type the command. */
const whereTo: Partial<Record<Refusal["refusal"], readonly [string, Look]>> = {
  alreadyStarted: ["Whole checklist", "status"],
  requestIsOver: ["Whole checklist", "status"],
  rsidAlreadyIssued: ["RSID", "rsid"],
};

const card = (text: string): Card => messageCard(say`${text}`);

const goneCard = messageCard(say`This onboarding is not here any more. Those that are: ${command("list")}`);

export class Filling {
  private readonly options: FillingOptions;

  constructor(options: FillingOptions) {
    this.options = options;
  }

  /** The form, or the sentence that says who may fill it in. */
  open(visitor: Visitor, who: Identity, ref: FormRef, prefilled: FormValues = {}): Answer {
    const onboarding = this.onboardingOf(ref);
    const spec = forms[ref.form];
    if (ref.form === "start") {
      const { place } = ref;
      const there = place && this.options.onboardings.at(place);
      if (there) return { kind: "card", card: this.refused({ refusal: "alreadyStarted" }, there) };
      if (!place) return { kind: "card", card: card("Start an onboarding in the channel that both companies share.") };
    } else if (ref.form === "link") {
      // The code is all that is needed.
    } else if (!onboarding) {
      return {
        kind: "card",
        card: goneCard,
      };
    } else {
      const held = rolesIn(onboarding, who);
      if (!mayAny(held, spec.command))
        return { kind: "card", card: this.refused({ refusal: "notAllowed", command: spec.command, held }, onboarding) };
      if (onboarding.closed)
        return { kind: "card", card: this.refused({ refusal: "closed", closed: onboarding.closed }, onboarding) };
      const over = this.overAlready(onboarding, ref);
      if (over) return { kind: "card", card: over };
    }
    const context = this.context(visitor, ref, onboarding);
    return { kind: "form", form: drawForm(context, { ...spec.initial(context), ...prefilled }) };
  }

  /** Drawn anew after a field that reshapes it was changed. Another state brings what is recorded of it. */
  reshape(visitor: Visitor, ref: FormRef, values: FormValues): Form {
    const onboarding = this.onboardingOf(ref);
    const chosen = typeof values.state === "string" && values.state !== "" ? (values.state as StateCode) : undefined;
    const moved = chosen !== undefined && ref.state !== undefined && chosen !== ref.state;
    const { agreed: _, ...kept } = ref;
    const context = this.context(visitor, { ...kept, ...(chosen ? { state: chosen } : {}) }, onboarding);
    const fresh = forms[ref.form].initial(context);
    return drawForm(context, moved ? fresh : { ...fresh, ...values });
  }

  /** @throws nothing of the store's: what could not be kept is said in the form. */
  async submit(visitor: Visitor, ref: FormRef, values: FormValues, request: RequestKey): Promise<SubmitAnswer> {
    const people = this.peopleIn(ref, values);
    const unknown = people.filter((account) => this.options.directory.known(account) === undefined);
    const { identity, certain } = this.options.identities.now(visitor);
    const onboarding = this.onboardingOf(ref);
    if (unknown.length === 0 && (certain || (onboarding && isNamed(onboarding, identity))))
      return this.carryOut(visitor, identity, ref, values, request, new Map());
    return { kind: "checking", outcome: this.submitAfterAsking(visitor, ref, values, request, people) };
  }

  private async submitAfterAsking(
    visitor: Visitor,
    ref: FormRef,
    values: FormValues,
    request: RequestKey,
    people: readonly AccountId[],
  ): Promise<SubmitAnswer> {
    const found = new Map<AccountId, DirectoryEntry>();
    await Promise.all(
      people.map(async (account) => {
        const entry = await this.options.directory.find(account).catch(() => undefined);
        if (entry) found.set(account, entry);
      }),
    );
    const identity = await this.options.identities.asked(visitor);
    const onboarding = this.onboardingOf(ref);
    if (!identity.known && !(onboarding && isNamed(onboarding, identity))) {
      if (onboarding) return { kind: "refused", card: cannotTellCard };
      const [first = ""] = Object.keys(values);
      return { kind: "again", form: drawForm(this.context(visitor, ref, onboarding), values, { [first]: cannotTell }) };
    }
    return this.carryOut(visitor, identity, ref, values, request, found);
  }

  private async carryOut(
    visitor: Visitor,
    who: Identity,
    ref: FormRef,
    values: FormValues,
    request: RequestKey,
    found: ReadonlyMap<AccountId, DirectoryEntry>,
  ): Promise<SubmitAnswer> {
    const onboarding = this.onboardingOf(ref);
    if (ref.form !== "start" && ref.form !== "link" && !onboarding)
      return {
        kind: "refused",
        card: goneCard,
      };
    const context = this.context(visitor, ref, onboarding, found);
    const spec = forms[ref.form];
    const held = onboarding ? rolesIn(onboarding, who) : [];
    // Said before anything of the form is shown again: it may hold what this person may not see any more.
    if (onboarding && !mayAny(held, spec.command))
      return {
        kind: "refused",
        card: this.refused({ refusal: "notAllowed", command: spec.command, held }, onboarding),
      };
    const read = spec.read(context, values);
    if (!read.ok) {
      // A field that only now belongs to the form has no value yet: it is shown before it is complained of.
      const drawn = new Set(Object.keys(values));
      const errors = Object.fromEntries(Object.entries(read.errors).filter(([field]) => drawn.has(field)));
      const shown = Object.keys(errors).length > 0 ? errors : read.errors;
      return { kind: "again", form: drawForm(context, values, shown) };
    }
    const { command } = read;
    if (command.type === "UseCode" || command.type === "JoinAccounts")
      return this.options.errands.run(visitor, command, context, values, request);
    const id = (ref.form === "start" ? undefined : ref.onboarding) ?? onboardingId(`ob_${this.options.newId()}`);
    const author = this.options.identities.author(visitor);
    try {
      const outcome = await this.options.commands.carryOut(id, {
        command,
        who,
        author,
        request,
        agreed: ref.agreed ?? [],
      });
      return this.answerTo(outcome, context, values, id);
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      const [first = ""] = Object.keys(values);
      return { kind: "again", form: drawForm(context, values, { [first]: `Not saved: ${error.message}` }) };
    }
  }

  private answerTo(outcome: Outcome, context: FormContext, values: FormValues, id: OnboardingId): SubmitAnswer {
    const spec = forms[context.ref.form];
    const now = this.options.onboardings.get(id);
    switch (outcome.kind) {
      case "done":
      case "repeated":
        return { kind: "saved" };
      case "unchanged":
        return { kind: "saved", card: card("That is exactly what is recorded already, so nothing was changed.") };
      case "refused":
        return { kind: "refused", card: this.refused(outcome.refusal, now) };
      case "doubtful":
        return { kind: "again", form: askAgain(context, values, outcome.doubts) };
      case "invalid": {
        const errors: Record<string, string> = {};
        for (const problem of outcome.problems) {
          const field = spec.fieldOf(problem, values);
          const which = "state" in problem && problem.state && outcome.problems.length > 1 ? `${problem.state}: ` : "";
          const sentence = `${which}${sentenceOfInvalid(problem)}`;
          errors[field] = errors[field] ? `${errors[field]}\n${sentence}` : sentence;
        }
        return { kind: "again", form: drawForm(context, values, errors) };
      }
      case "taken": {
        if (outcome.claim === "place")
          return { kind: "refused", card: this.refused({ refusal: "alreadyStarted" }, undefined) };
        const holder = this.options.onboardings.get(outcome.holder as OnboardingId);
        const sentence = `This RSID is already ${holder ? resellerName(holder) : "another reseller"}'s. Check it in your system: an RSID belongs to one reseller only.`;
        return { kind: "again", form: drawForm(context, values, { rsid: sentence }) };
      }
    }
  }

  refused(refusal: Refusal, onboarding: Onboarding | undefined): Card {
    const scene = onboarding && sceneOf(onboarding, this.options.clock.now(), this.options.carrierName);
    const elsewhere = onboarding ? whereTo[refusal.refusal] : undefined;
    const buttons = onboarding && elsewhere ? [lookAt(elsewhere[0], elsewhere[1], onboarding.id)] : [];
    return messageCard(say`${sentenceOfRefusal(refusal, scene)}`, buttons);
  }

  /** A late press on a decided request says so at once, before anybody fills in a form in vain. */
  private overAlready(onboarding: Onboarding, ref: FormRef): Card | undefined {
    const { rsid } = onboarding;
    const aboutRequest = ref.form === "issueRsid" || ref.form === "askInformation" || ref.form === "giveInformation";
    if (!aboutRequest) return undefined;
    if (rsid.status === "issued")
      return this.refused({ refusal: "rsidAlreadyIssued", rsid: rsid.rsid, stamp: rsid.issued }, onboarding);
    if (rsid.status === "none" || rsid.request !== ref.request)
      return this.refused({ refusal: "requestIsOver", request: ref.request ?? 0 }, onboarding);
    if (ref.form === "askInformation" && rsid.status === "informationAsked")
      return this.refused({ refusal: "informationAlreadyAsked", stamp: rsid.asked }, onboarding);
    if (ref.form === "giveInformation" && rsid.status === "requested")
      return this.refused({ refusal: "nothingAsked" }, onboarding);
    return undefined;
  }

  private onboardingOf(ref: FormRef): Onboarding | undefined {
    return ref.onboarding === undefined ? undefined : this.options.onboardings.get(ref.onboarding);
  }

  private peopleIn(ref: FormRef, values: FormValues): readonly AccountId[] {
    return (forms[ref.form].people ?? []).flatMap((field) => {
      const value = values[field];
      return typeof value === "string" && value !== "" ? [accountId(value)] : [];
    });
  }

  private context(
    visitor: Visitor,
    ref: FormRef,
    onboarding: Onboarding | undefined,
    found: ReadonlyMap<AccountId, DirectoryEntry> = new Map(),
  ): FormContext {
    const { clock, carrierName, timeZone, directory, people, identities, newId } = this.options;
    const now = clock.now();
    const zone = onboarding?.details.timeZone ?? timeZone;
    const { identity } = identities.now(visitor);
    let offered: FormContext["elsewhere"] | undefined;
    /** Looked for in every onboarding, and needed only where a form asks for people. */
    const peopleElsewhere = () => {
      offered ??= elsewhere(visitor, onboarding, this.options);
      return offered;
    };
    return {
      ref,
      scene: onboarding && sceneOf(onboarding, now, carrierName),
      today: localDate(now, zone),
      timeZone: zone,
      carrierName,
      carrier: visitor.installedAt,
      carriers: this.options.carriers,
      get elsewhere() {
        return peopleElsewhere();
      },
      place: ref.place,
      viewer: identities.person(visitor),
      side: onboarding ? sideOf(rolesIn(onboarding, identity)) : "none",
      ofCarrier: identity.ofCarrier,
      person: (account): KnownPerson | undefined => {
        const entry = found.get(account) ?? directory.known(account);
        return entry && { ...entry, companies: people.companiesOf(entry) };
      },
      newId,
    };
  }
}
