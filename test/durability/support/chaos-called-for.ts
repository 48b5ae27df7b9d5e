/** Which messages an onboarding's history calls for, read from the events alone. */
import { historyOf, stateAt } from "../../../src/application/onboardings.ts";
import type { AnyEvent, OnboardingEvent } from "../../../src/domain/events.ts";
import type { AccountId } from "../../../src/domain/ids.ts";
import { hasBothCenters, statesWithout } from "../../../src/domain/progress.ts";
import type { Stream } from "../../../src/ports/journal.ts";

/** To a place its whole key; to a person the key's beginning, since they may be written to on either platform. */
export interface CalledFor {
  readonly toPlaces: ReadonlySet<string>;
  readonly toPeople: readonly { readonly begins: string; readonly account: AccountId }[];
}

export function calledFor(stream: Stream): CalledFor {
  const toPlaces = new Set<string>();
  const toPeople: { begins: string; account: AccountId }[] = [];
  const places = new Set<string>();
  let manager = "" as AccountId;
  let open: { request: number; answered: number; asked: boolean } | undefined;
  let exchange = -1;
  const inAll = (name: string) => {
    for (const place of places) toPlaces.add(`${name}@${place}`);
  };
  const asksManager = () => {
    if (!open) return;
    inAll(`rsid:${open.request}`);
    toPeople.push({ begins: `rsid:${open.request}.${open.answered}@`, account: manager });
  };
  for (const { version, event } of historyOf(stream)) {
    const after = stateAt(stream, version);
    const wantsCenters =
      after?.rsid.status === "issued" && statesWithout(after, (state) => hasBothCenters(after, state)).length > 0;
    const asksForCenters = () => {
      if (!wantsCenters) return;
      inAll("centers");
      toPeople.push({ begins: "centers@", account: manager });
    };
    switch (event.type) {
      case "OnboardingStarted":
        manager = event.carrierTeam.serviceManager.account;
        places.add(event.place);
        inAll("checklist");
        break;
      case "PlaceLinked":
        places.add(event.place);
        inAll("checklist");
        if (open) inAll(`rsid:${open.request}`);
        if (open?.asked) inAll(`question:${exchange}`);
        if (wantsCenters) inAll("centers");
        break;
      case "RsidRequested":
        open = { request: event.request, answered: 0, asked: false };
        asksManager();
        break;
      case "RsidRequestWithdrawn":
        open = undefined;
        break;
      case "InformationAsked":
        exchange += 1;
        if (open) open = { ...open, asked: true };
        inAll(`question:${exchange}`);
        break;
      case "InformationGiven":
        if (open) open = { ...open, asked: false, answered: open.answered + 1 };
        asksManager();
        break;
      case "HandedOver":
        manager = event.carrierTeam.serviceManager.account;
        asksManager();
        asksForCenters();
        break;
      case "RsidIssued":
        open = undefined;
        asksForCenters();
        break;
      case "DigestSent":
        inAll(`digest:${event.localDate}`);
        break;
      // Told as news, which is looked at by its words, or not at all.
      case "DetailsRevised":
      case "ResellerTeamChanged":
      case "CertificationRecorded":
      case "OcnRecorded":
      case "QuestionnaireSubmitted":
      case "DocumentsReceived":
      case "QuestionnaireAccepted":
      case "QuestionnaireReturned":
      case "RsidCorrected":
      case "CentersAssigned":
      case "CoursePlanned":
      case "CourseCompleted":
      case "CourseDropped":
      case "LinkCodeMade":
      case "PlaceUnlinked":
      case "PlaceLost":
      case "PlaceFound":
      case "OnboardingClosed":
        break;
    }
  }
  return { toPlaces, toPeople };
}

/** These have messages of their own, or none. */
export const notNews: ReadonlySet<AnyEvent["type"]> = new Set<OnboardingEvent["type"]>([
  "RsidRequested",
  "RsidRequestWithdrawn",
  "InformationAsked",
  "DigestSent",
  "LinkCodeMade",
  "PlaceLost",
]);
