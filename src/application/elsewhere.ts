/** People on the other platform whom a form can name: the carrier's own, and those who take part for this reseller. */
import type { Person } from "../domain/events.ts";
import { resellerFunctions } from "../domain/events.ts";
import { type AccountId, accountId, type ChatPlatform, platformOf } from "../domain/ids.ts";
import type { Onboarding } from "../domain/onboarding.ts";
import type { Directory } from "../ports/directory.ts";
import type { FormContext } from "../views/forms/form-spec.ts";
import { platformNames } from "../views/place-names.ts";
import type { Choice } from "../views/vocabulary.ts";
import type { Visitor } from "./front.ts";
import { historyOf, type Onboardings, peopleOf } from "./onboardings.ts";
import type { People } from "./people.ts";

/** As many as a menu can hold on both platforms. */
const most = 100;

interface Sources {
  readonly onboardings: Onboardings;
  readonly directory: Directory;
  readonly people: People;
}

/** Nobody of another reseller's is among them: whom a carrier works with is nobody else's affair. */
export function elsewhere(
  visitor: Visitor,
  onboarding: Onboarding | undefined,
  { onboardings, directory, people }: Sources,
): FormContext["elsewhere"] {
  const named = onboarding ? peopleOf(onboarding) : [];
  const carrier = choicesOf([...directory.colleagues(), ...onboardings.managers()], visitor.platform);
  const reseller = onboarding ? choicesOf(resellersOf(onboarding, onboardings), visitor.platform) : [];
  const isHere = (account: AccountId): boolean =>
    people.accountsOf(account).some((each) => platformOf(each) === visitor.platform);
  const alsoHere = [...carrier, ...reseller].flatMap(({ value }) =>
    isHere(accountId(value)) && !named.includes(accountId(value)) ? [value] : [],
  );
  return { carrier, reseller, alsoHere };
}

function choicesOf(people: Iterable<Person>, here: ChatPlatform): readonly Choice[] {
  const found = new Map<AccountId, string>();
  for (const { account, name } of people)
    if (platformOf(account) !== here && !found.has(account)) found.set(account, name);
  return [...found]
    .map(([value, name]) => ({ value, label: `${name} (${platformNames[platformOf(value)]})` }))
    .sort((one, other) => one.label.localeCompare(other.label))
    .slice(0, most);
}

/** Who is named on the reseller's side, and who did something for it. */
function resellersOf({ id, resellerTeam }: Onboarding, onboardings: Onboardings): readonly Person[] {
  const stream = onboardings.stream(id);
  const acted = stream ? historyOf(stream).flatMap(({ by }) => (by.side === "reseller" ? [by] : [])) : [];
  return [resellerTeam.lead, ...resellerFunctions.flatMap((name) => resellerTeam.functions[name] ?? []), ...acted];
}
