/** Everything a visitor can do, whatever the platform: commands, presses, forms, free words, their own page. */
import { type Identity, isNamed, mayAny, mayLook, rolesIn } from "../domain/authority.ts";
import type { Command } from "../domain/commands.ts";
import type { Loss } from "../domain/events.ts";
import { type PlaceId, placeId, type RequestKey } from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import { findState } from "../domain/states.ts";
import type { Clock } from "../ports/clock.ts";
import type { Journal } from "../ports/journal.ts";
import type { Action, FormRef } from "../views/actions.ts";
import { lookAt } from "../views/buttons.ts";
import { cannotTellCard, helloCard, messageCard } from "../views/menu-card.ts";
import { nearState } from "../views/near-state.ts";
import { isSubcommand, type Subcommand, subcommands } from "../views/subcommands.ts";
import { type Card, command, type Form, type FormValues, say } from "../views/vocabulary.ts";
import { keeping, nothing, privately, said, shown } from "./answers.ts";
import type { ByEmail } from "./by-email.ts";
import { looksLikeCode } from "./codes.ts";
import type { Commands } from "./commands.ts";
import { Conversation, meantBy, openedHere } from "./conversation.ts";
import type { Filling } from "./filling.ts";
import type { Answer, Front, SubmitAnswer, Visitor, Where } from "./front.ts";
import type { Identities } from "./identities.ts";
import type { LinkDesk } from "./link-desk.ts";
import type { Looking } from "./looking.ts";
import type { Onboardings } from "./onboardings.ts";
import { redrawnFor } from "./own-view.ts";
import type { People } from "./people.ts";
import type { LostPlaces } from "./places.ts";
import { nearestSubcommand } from "./understanding.ts";

export interface FrontDeskOptions {
  readonly journal: Journal;
  readonly onboardings: Onboardings;
  readonly commands: Commands;
  readonly identities: Identities;
  readonly looking: Looking;
  readonly filling: Filling;
  readonly links: LinkDesk;
  readonly places: LostPlaces;
  /** Where the carrier wants accounts with one e-mail address to be one human's. */
  readonly byEmail: ByEmail | undefined;
  readonly clock: Clock;
  readonly people: People;
  readonly carrierName: string;
}

const namedHere = (ref: FormRef, where: Where): Partial<FormRef> =>
  (ref.form === "start" || ref.form === "link") && where.in === "place" && ref.place === where.place
    ? openedHere(ref.form, where)
    : {};

/** Where the person goes on looking after a decision that is not news to them alone. */
const thenLookAt: Partial<Record<Command["type"], "training" | "link">> = {
  CompleteCourse: "training",
  DropCourse: "training",
  UnlinkPlace: "link",
  RepairPlace: "link",
};

export class FrontDesk implements Front {
  private readonly options: FrontDeskOptions;
  private readonly conversation: Conversation;

  constructor(options: FrontDeskOptions) {
    this.options = options;
    this.conversation = new Conversation(options.looking, options.filling, options.onboardings, options.carrierName);
  }

  async command(visitor: Visitor, where: Where, text: string, request: RequestKey): Promise<Answer> {
    const words = text
      .trim()
      .split(/\s+/)
      .filter((word) => word !== "");
    const place = where.in === "place" ? where.place : undefined;
    const onboarding = this.here(visitor, where);
    return this.asSomebody(visitor, where, onboarding, (who) => {
      const [first, ...rest] = words;
      // A code is its own right: it may be brought by somebody who is not known here yet.
      if (first?.toLowerCase() === "link")
        return this.options.links.command(visitor, who, rest.join(" "), onboarding, where, request);
      // Their own list is all that somebody who takes no part in this one may see here.
      if (onboarding && first?.toLowerCase() !== "list" && !mayLook(rolesIn(onboarding, who)))
        return privately(this.options.looking.refusal(onboarding, who));
      if (first === undefined) {
        if (onboarding) return shown(this.options.looking.at("next", onboarding, who));
        return place ? this.options.filling.open(visitor, who, openedHere("start", where)) : this.noneHere(who, where);
      }
      const word = first.toLowerCase();
      if (isSubcommand(word) && word !== "link")
        return this.subcommand(visitor, who, word, rest.join(" "), onboarding, where);
      // More than a mistyped word: people also just say what they want.
      if (words.length > 1) return this.conversation.answer(visitor, who, onboarding, where, text);
      const nearest = nearestSubcommand(word);
      const problem = nearest
        ? say`“${first}” is not one of my commands. Did you mean ${command(subcommands[nearest].usage)}?`
        : say`“${first}” is not one of my commands. These are:`;
      return shown(this.options.looking.menu(onboarding, place, problem));
    });
  }

  private subcommand(
    visitor: Visitor,
    who: Identity,
    word: Exclude<Subcommand, "link">,
    rest: string,
    onboarding: Onboarding | undefined,
    where: Where,
  ): Answer {
    const { looking, filling } = this.options;
    const place = where.in === "place" ? where.place : undefined;
    if (word === "list") return shown(looking.list(who, 0));
    if (word === "help") return shown(looking.menu(onboarding, place));
    if (word === "start") {
      if (place) return filling.open(visitor, who, openedHere("start", where));
      return said(say`Use ${command("start")} in the channel that both companies share.`);
    }
    if (!onboarding) return this.noneHere(who, where);
    if (word === "certification" || word === "ocn") {
      const state = rest === "" ? undefined : findState(rest);
      if (rest !== "" && !state)
        return said(
          say`“${rest}” is not a state. Use ${command(subcommands[word].usage)}, for example ${command(`${word} ${nearState(rest) ?? "MN"}`)}.`,
        );
      if (state && !onboarding.details.states.includes(state))
        return shown(
          messageCard(say`${state} is not one of this onboarding's states: ${onboarding.details.states.join(", ")}.`, [
            lookAt("Team and details", "team", onboarding.id),
          ]),
        );
      const right = word === "ocn" ? "RecordOcn" : "RecordCertification";
      if (state && mayAny(rolesIn(onboarding, who), right))
        return filling.open(visitor, who, { form: word, onboarding: onboarding.id, state });
    } else if (rest !== "") {
      return shown(
        looking.menu(
          onboarding,
          place,
          say`“${rest}” is more than ${command(word)} takes. Use ${command(subcommands[word].usage)}.`,
        ),
      );
    }
    return shown(looking.at(word, onboarding, who));
  }

  async press(visitor: Visitor, where: Where, action: Action, request: RequestKey): Promise<Answer> {
    const { looking, filling, onboardings } = this.options;
    const id = action.do === "open" ? action.ref.onboarding : "onboarding" in action ? action.onboarding : undefined;
    const onboarding = id === undefined ? this.here(visitor, where) : onboardings.get(id);
    return this.asSomebody(visitor, where, onboarding, (who) => {
      switch (action.do) {
        case "open":
          return filling.open(visitor, who, { ...action.ref, ...namedHere(action.ref, where) }, action.values);
        case "look":
          if (action.at === "list") return shown(looking.list(who, action.page ?? 0));
          if (onboarding) return shown(looking.at(action.at, onboarding, who, action.page ?? 0));
          if (action.at === "help")
            return shown(looking.menu(undefined, where.in === "place" ? where.place : undefined));
          return this.noneHere(who, where);
        case "explain":
          return onboarding
            ? shown(looking.explain(action.step, action.state, onboarding, who))
            : this.noneHere(who, where);
        case "acceptQuestionnaire":
          return this.decide(visitor, who, onboarding, { type: "AcceptQuestionnaire" }, request);
        case "completeCourse":
          return this.decide(visitor, who, onboarding, { type: "CompleteCourse", courseId: action.course }, request);
        case "dropCourse":
          return this.decide(visitor, who, onboarding, { type: "DropCourse", courseId: action.course }, request);
        case "makeCode":
          return this.options.links.makeCode(visitor, who, action.what, onboarding, request);
        case "unlinkPlace":
          return this.decide(visitor, who, onboarding, { type: "UnlinkPlace", place: action.place }, request);
        case "repairPlace":
          return this.decide(visitor, who, onboarding, { type: "RepairPlace", place: action.place }, request);
        case "preferAccount":
          return this.options.links.prefer(visitor, action.account, request);
        case "partAccounts":
          return this.options.links.part(visitor, request);
      }
    });
  }

  /** A decision that needs no form. Its news goes to the channel; the person hears privately what the channel does not say. */
  private async decide(
    visitor: Visitor,
    who: Identity,
    onboarding: Onboarding | undefined,
    command: Command,
    request: RequestKey,
  ): Promise<Answer> {
    if (!onboarding) return said(say`This onboarding is not here any more.`);
    const author = this.options.identities.author(visitor);
    return keeping(async () => {
      const outcome = await this.options.commands.carryOut(onboarding.id, {
        command,
        who,
        author,
        request,
        agreed: [],
      });
      if (outcome.kind === "refused") return shown(this.options.filling.refused(outcome.refusal, onboarding));
      const next = thenLookAt[command.type];
      return outcome.kind === "done" && next ? shown(this.options.looking.at(next, outcome.onboarding, who)) : nothing;
    });
  }

  submit(visitor: Visitor, ref: FormRef, values: FormValues, request: RequestKey): Promise<SubmitAnswer> {
    return this.options.filling.submit(visitor, ref, values, request);
  }

  async reshape(visitor: Visitor, ref: FormRef, values: FormValues): Promise<Form> {
    return this.options.filling.reshape(visitor, ref, values);
  }

  async said(visitor: Visitor, where: Where, text: string, request: RequestKey): Promise<Answer> {
    const [first = "", ...rest] = text
      .trim()
      .replace(/^\/?onboard\b\s*/i, "")
      .split(/\s+/);
    // A subcommand's name alone is that subcommand, whether typed after a slash or to the bot.
    // So is a code after link, which nobody would say in passing.
    const isCode = first.toLowerCase() === "link" && looksLikeCode(rest.join(" "));
    const isCommand = rest.length === 0 || /^\/?onboard\b/i.test(text.trim()) || isCode;
    if (isSubcommand(first.toLowerCase()) && isCommand)
      return this.command(visitor, where, [first, ...rest].join(" "), request);
    const onboarding =
      this.here(visitor, where) ?? (where.in === "direct" ? meantBy(text, this.theirs(visitor)) : undefined);
    return this.asSomebody(visitor, where, onboarding, (who) =>
      this.conversation.answer(visitor, who, onboarding, where, text),
    );
  }

  async home(visitor: Visitor): Promise<Card> {
    const { identity } = this.options.identities.now(visitor);
    return this.options.looking.home(this.options.identities.person(visitor).name, identity);
  }

  async arrived(place: PlaceId): Promise<Card | undefined> {
    await this.options.places.heard(place);
    return this.options.onboardings.at(placeId(place)) ? undefined : helloCard(place, this.options.carrierName);
  }

  left(place: PlaceId, why: Loss): Promise<void> {
    return this.options.places.left(place, why);
  }

  redrawn(visitor: Visitor, mark: string): Promise<Card | undefined> {
    return redrawnFor(visitor, mark, this.options);
  }

  /** The channel's onboarding; one to one, the person's only one. */
  private here(visitor: Visitor, where: Where): Onboarding | undefined {
    if (where.in === "place") return this.options.onboardings.at(where.place);
    const [only, ...more] = this.theirs(visitor);
    return more.length === 0 ? only : undefined;
  }

  private theirs({ account }: Visitor): readonly Onboarding[] {
    return this.options.onboardings.of(this.options.people.accountsOf(account));
  }

  private noneHere(who: Identity, where: Where): Answer {
    return shown(this.conversation.noneHere(who, where));
  }

  /**
   * With what is known of the person now, unless they are of the carrier, not named in the onboarding and not known yet: only the
   * directory can say whether they are its own, and administer it, so the answer waits for that and the acknowledgement does not.
   */
  private async asSomebody(
    visitor: Visitor,
    where: Where,
    onboarding: Onboarding | undefined,
    answer: (who: Identity) => Answer | Promise<Answer>,
  ): Promise<Answer> {
    // Whoever is heard in a place that was lost has found it again.
    if (where.in === "place" && onboarding?.places.some(({ place, lost }) => place === where.place && lost))
      await this.options.places.heard(where.place);
    const { identity, certain } = this.options.identities.now(visitor);
    const named = onboarding !== undefined && isNamed(onboarding, identity);
    const joined = onboarding && !named ? this.options.byEmail?.join(visitor, onboarding) : undefined;
    const vouchedFor = (who: Identity): Answer | Promise<Answer> =>
      who.known || (onboarding && isNamed(onboarding, who)) ? answer(who) : privately(cannotTellCard);
    if (joined) return { kind: "checking", outcome: joined.then(vouchedFor) };
    if (certain || named) return answer(identity);
    return { kind: "checking", outcome: this.options.identities.asked(visitor).then(vouchedFor) };
  }
}
