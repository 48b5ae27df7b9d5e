/** What a person may look at, made for who they are. */
import { type Identity, mayLook, type Role, rolesIn, sideOf } from "../domain/authority.ts";
import type { StepId } from "../domain/checklist.ts";
import { type AccountId, chatPlatforms, type PlaceId, platformOf } from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import { nextSteps, waitingDays } from "../domain/progress.ts";
import type { StateCode } from "../domain/states.ts";
import type { Clock } from "../ports/clock.ts";
import type { Look } from "../views/actions.ts";
import { stepWords } from "../views/buttons.ts";
import { checklistCard } from "../views/checklist-card.ts";
import { explainCard } from "../views/explain-card.ts";
import { menuCard, messageCard } from "../views/menu-card.ts";
import { codes } from "../views/naming.ts";
import { isMine, nextCard } from "../views/next-card.ts";
import { historyCard, homeCard, listCard, pageOfList, teamCard } from "../views/people-cards.ts";
import { accountsCard, linkCard, strangerHereCard } from "../views/place-cards.ts";
import { type Scene, sceneOf } from "../views/scene.ts";
import {
  centersLookCard,
  certificationCard,
  ocnCard,
  questionnaireCard,
  rsidLookCard,
  trainingCard,
} from "../views/section-cards.ts";
import { type Card, say } from "../views/vocabulary.ts";
import { sentenceOfRefusal } from "../views/wording.ts";
import { historyOf, type Onboardings } from "./onboardings.ts";
import type { People } from "./people.ts";

type Draw = (scene: Scene, held: readonly Role[], page: number, who: Identity) => Card;

export class Looking {
  private readonly onboardings: Onboardings;
  private readonly people: Pick<People, "joined">;
  private readonly clock: Clock;
  private readonly carrierName: string;
  /** The status card of a state on a day: the same object until something changes, so that adapters can keep its rendering. */
  private readonly statusCards = new WeakMap<Onboarding, { readonly today: string; readonly card: Card }>();

  constructor(onboardings: Onboardings, people: Pick<People, "joined">, clock: Clock, carrierName: string) {
    this.onboardings = onboardings;
    this.people = people;
    this.clock = clock;
    this.carrierName = carrierName;
  }

  scene(onboarding: Onboarding): Scene {
    return sceneOf(onboarding, this.clock.now(), this.carrierName);
  }

  private readonly draw: Readonly<Record<Exclude<Look, "list">, Draw>> = {
    status: (scene) => this.status(scene),
    next: (scene, held) => nextCard(scene, held),
    team: (scene, held) => teamCard(scene, held, this.history(scene)),
    history: (scene, _, page) => historyCard(scene, this.history(scene), page),
    help: (scene) => menuCard(scene.onboarding, undefined),
    training: (scene, held) => trainingCard(scene, held),
    questionnaire: (scene, held) => questionnaireCard(scene, held),
    rsid: (scene, held) => rsidLookCard(scene, held),
    centers: (scene, held, page) => centersLookCard(scene, held, page),
    certification: (scene, held, page) => certificationCard(scene, held, page),
    ocn: (scene, held, page) => ocnCard(scene, held, page),
    link: (scene, held, _, { account }) => linkCard(scene, held, account, this.people.joined(account)),
  };

  /** Refuses outsiders with the sentence that says whom to ask. */
  at(look: Exclude<Look, "list">, onboarding: Onboarding, who: Identity, page = 0): Card {
    const held = rolesIn(onboarding, who);
    if (!mayLook(held)) return this.refusal(onboarding, who);
    return this.draw[look](this.scene(onboarding), held, page, who);
  }

  explain(step: StepId, state: StateCode | undefined, onboarding: Onboarding, who: Identity): Card {
    if (!mayLook(rolesIn(onboarding, who))) return this.refusal(onboarding, who);
    const here = state && onboarding.details.states.includes(state) ? state : undefined;
    return explainCard(this.scene(onboarding), step, here ?? (step === "certification" ? state : undefined));
  }

  /** Whoever takes part with an account on the other platform only has to say so. */
  refusal(onboarding: Onboarding, who: Identity): Card {
    const here = platformOf(who.account);
    const elsewhere = chatPlatforms.find(
      (platform) => platform !== here && onboarding.places.some(({ place }) => platformOf(place) === platform),
    );
    if (elsewhere && who.accounts.length === 1) return strangerHereCard(elsewhere);
    const text = sentenceOfRefusal(
      { refusal: "notAllowed", command: "StartOnboarding", held: ["outsider"] },
      this.scene(onboarding),
    );
    return messageCard(say`${text}`);
  }

  /** The person's own accounts, without any onboarding. */
  accounts(account: AccountId): Card {
    return accountsCard(account, this.people.joined(account));
  }

  /** Theirs; a carrier admin sees all of them. */
  list(who: Identity, page: number): Card {
    const everything = who.carrierAdmin && who.ofCarrier;
    const all = everything
      ? [...this.onboardings.all()].sort((one, other) => other.started.at.localeCompare(one.started.at))
      : this.onboardings.of(who.accounts);
    const last = Math.max(0, Math.ceil(all.length / 10) - 1);
    const shown = Math.min(page, last);
    return listCard(
      pageOfList(all, shown).map((onboarding) => this.scene(onboarding)),
      all.length,
      shown,
      !everything,
    );
  }

  menu(onboarding: Onboarding | undefined, place: PlaceId | undefined, problem?: Parameters<typeof menuCard>[2]): Card {
    return menuCard(onboarding, place, problem);
  }

  home(name: string, who: Identity): Card {
    const theirs = this.onboardings.of(who.accounts);
    const waiting = theirs.flatMap((onboarding) => {
      const side = sideOf(rolesIn(onboarding, who));
      const scene = this.scene(onboarding);
      const mine = nextSteps(onboarding).filter(
        (step) => step.kind !== "takeCourses" && isMine(step, side) && step.turn !== "authority",
      );
      const words = mine.map((step) => stepWords[step.kind](codes(step.states)));
      const days = Math.max(0, ...mine.map((step) => waitingDays(onboarding, step.since, scene.today)));
      return words.length > 0 ? [{ scene, words, days }] : [];
    });
    waiting.sort((one, other) => other.days - one.days);
    return homeCard(name, waiting, theirs.length);
  }

  private status(scene: Scene): Card {
    const known = this.statusCards.get(scene.onboarding);
    if (known?.today === scene.today) return known.card;
    const card = checklistCard(scene);
    this.statusCards.set(scene.onboarding, { today: scene.today, card });
    return card;
  }

  private history(scene: Scene) {
    const stream = this.onboardings.stream(scene.onboarding.id);
    return stream ? historyOf(stream) : [];
  }
}
