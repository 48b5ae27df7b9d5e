/** Codes that link one more place to an onboarding, or join one human's accounts: given away, and used. */
import type { Identity } from "../domain/authority.ts";
import { isUnknownCompany, type OnboardingId, type RequestKey } from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import type { Clock } from "../ports/clock.ts";
import type { Journal } from "../ports/journal.ts";
import { messageCard } from "../views/menu-card.ts";
import { placeCodeCard } from "../views/place-cards.ts";
import { resellerName, sceneOf } from "../views/scene.ts";
import { type Card, say, strong } from "../views/vocabulary.ts";
import { cannotTell, sentenceOfRefusal } from "../views/wording.ts";
import { Attempts } from "./attempts.ts";
import type { Codes } from "./codes.ts";
import type { Commands } from "./commands.ts";
import type { Visitor, Where } from "./front.ts";
import type { Identities } from "./identities.ts";
import type { Joining } from "./joining.ts";
import { type Linked, wrong } from "./linked.ts";
import { codeClaim, type Onboardings } from "./onboardings.ts";
import { isPerson } from "./people.ts";

export interface LinkingOptions {
  readonly journal: Journal;
  readonly onboardings: Onboardings;
  readonly commands: Commands;
  readonly identities: Identities;
  readonly joining: Joining;
  readonly clock: Clock;
  readonly codes: Codes;
  readonly carrierName: string;
}

export class Linking {
  private readonly options: LinkingOptions;
  private readonly attempts: Attempts;

  constructor(options: LinkingOptions) {
    this.options = options;
    this.attempts = new Attempts(options.clock);
  }

  /** The code, for whoever may give one away. @throws NotKept */
  async placeCode(visitor: Visitor, who: Identity, onboarding: Onboarding, request: RequestKey): Promise<Card> {
    const { commands, identities, carrierName, clock, codes } = this.options;
    const made = codes.make();
    const { code, until } = made;
    const command = { type: "MakeLinkCode", code, until } as const;
    const author = identities.author(visitor);
    const outcome = await commands.carryOut(onboarding.id, { command, who, author, request, agreed: [] });
    if (outcome.kind === "done")
      return placeCodeCard(made, onboarding, resellerName(onboarding), who.accounts.length > 1);
    const scene = sceneOf(onboarding, clock.now(), carrierName);
    return messageCard(
      outcome.kind === "refused"
        ? say`${sentenceOfRefusal(outcome.refusal, scene)}`
        : say`This code was made already. Press the button once more for another one.`,
    );
  }

  /** @throws NotKept */
  async use(visitor: Visitor, where: Where, typed: string, request: RequestKey): Promise<Linked> {
    const { journal, onboardings, codes, joining } = this.options;
    if (!this.attempts.allowed(visitor.account))
      return wrong("Too many codes that were not valid. Wait a quarter of an hour, then ask for a new one.");
    if (where.in === "place") {
      const here = onboardings.at(where.place);
      if (here && onboardings.stream(here.id)?.hasRequest(request)) return linkedHere(here);
    }
    const joined = joining.repeated(visitor, request);
    if (joined) return joined;
    const code = codes.read(typed);
    const holder = journal.holder(codeClaim(code));
    const here = where.in === "place" ? onboardings.at(where.place) : undefined;
    const linked =
      holder === undefined
        ? wrong(
            `${sentenceOfRefusal({ refusal: "codeNotValid" }, undefined)}${here ? " A checklist lives here already." : ""}`,
          )
        : isPerson(holder)
          ? await joining.use(visitor, holder, code, request)
          : await this.link(visitor, where, holder as OnboardingId, code, request);
    if (!linked.ok && holder === undefined) this.attempts.failed(visitor.account);
    return linked;
  }

  private async link(
    visitor: Visitor,
    where: Where,
    id: OnboardingId,
    code: string,
    request: RequestKey,
  ): Promise<Linked> {
    const { commands, identities, onboardings } = this.options;
    if (where.in !== "place")
      return wrong(
        "This code links a channel. Use it in the channel or group chat that should mirror the checklist; here we are one to one.",
      );
    const { place, name } = where;
    const taken = onboardings.at(place);
    if (taken && taken.id !== id)
      return wrong(`This channel has a checklist of its own, ${resellerName(taken)}'s. Use the code in another one.`);
    const who = await identities.asked(visitor);
    // Somebody of no known company would bring a company that is anybody's.
    if (isUnknownCompany(visitor.company)) return wrong(cannotTell);
    const command = { type: "LinkPlace", place, code, ...(name === undefined ? {} : { name }) } as const;
    const author = identities.author(visitor);
    const outcome = await commands.carryOut(id, { command, who, author, request, agreed: [] });
    if (outcome.kind === "done") return linkedHere(outcome.onboarding);
    if (outcome.kind === "repeated" && outcome.onboarding) return linkedHere(outcome.onboarding);
    return wrong(
      sentenceOfRefusal(
        outcome.kind === "refused"
          ? outcome.refusal
          : { refusal: outcome.kind === "taken" ? "alreadyStarted" : "codeNotValid" },
        undefined,
      ),
    );
  }
}

const linkedHere = (onboarding: Onboarding): Linked => ({
  ok: true,
  card: messageCard(
    say`${strong(resellerName(onboarding))}'s checklist lives here now as well. What is done in one place shows in the other.`,
  ),
});
