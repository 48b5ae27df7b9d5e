/** A code that is brought to one more channel: whether the checklist is mirrored there, and which company comes with it. */
import { rolesIn } from "./authority.ts";
import type { CommandOf } from "./commands.ts";
import { type Circumstances, type Decision, happened, refused } from "./decision.ts";
import { platformOf } from "./ids.ts";
import type { Onboarding } from "./onboarding.ts";
import { isResellerKnownOn } from "./places.ts";

/** In how many channels and chats one checklist is mirrored at most. */
export const placesLimit = 10;

/** Whoever brings the code may link: it was given to them by somebody who may. It says nothing about anything else. */
export function link(command: CommandOf<"LinkPlace">, state: Onboarding, { who, now }: Circumstances): Decision {
  const { linkCode, places } = state;
  if (state.closed || !linkCode || linkCode.code !== command.code || now > linkCode.until)
    return refused({ refusal: "codeNotValid" });
  if (places.some((each) => each.place === command.place)) return refused({ refusal: "placeAlreadyLinked" });
  if (places.length >= placesLimit) return refused({ refusal: "tooManyPlaces", limit: placesLimit });
  const { place, name } = command;
  const linked = { type: "PlaceLinked", place, ...(name === undefined ? {} : { name }) } as const;
  // Who takes part already, is of the carrier, or a guest of it, brings no company along.
  if (!rolesIn(state, who).includes("outsider") || who.guest) return happened(linked);
  // One reseller, so one company of theirs on a platform: a second one is a third party that came by the code.
  if ([who.company, ...who.companies].some((company) => isResellerKnownOn(state, platformOf(company))))
    return refused({ refusal: "codeNotValid" });
  return happened({ ...linked, reseller: who.company });
}
