/** Where a checklist is mirrored: channels and chats of one or both platforms. */
import type { Loss } from "./events.ts";
import { type ChatPlatform, type CompanyKey, type Instant, type PlaceId, platformOf } from "./ids.ts";

/** A channel or chat in which the checklist is mirrored. */
export interface Place {
  readonly place: PlaceId;
  /** As its people call it. */
  readonly name?: string;
  /** The bot can't write there at the moment. */
  readonly lost?: {
    readonly why: Loss;
    readonly at: Instant;
    /** The last version that it could be told of. */
    readonly toldUntil: number;
  };
}

/** An invitation to mirror the checklist in one more place. */
export interface LinkCode {
  /** The code's hash; the code itself is kept nowhere. */
  readonly code: string;
  readonly until: Instant;
}

/** The places that can be written to. */
export const livePlaces = ({ places }: { readonly places: readonly Place[] }): readonly PlaceId[] =>
  places.flatMap(({ place, lost }) => (lost ? [] : [place]));

/** Which place it is, as an event tells it. */
export const calling = ({ place, name }: Place): { readonly place: PlaceId; readonly name?: string } =>
  name === undefined ? { place } : { place, name };

/** The places with one of them lost, or found again. */
export const losing = (places: readonly Place[], place: PlaceId, lost: Place["lost"]): readonly Place[] =>
  places.map((each) => {
    if (each.place !== place) return each;
    const { lost: _, ...rest } = each;
    return lost ? { ...rest, lost } : rest;
  });

/** The companies with one more: on its platform it is the only one, since one reseller has one company there. */
export const withCompany = (
  companies: readonly CompanyKey[],
  company: CompanyKey | undefined,
): readonly CompanyKey[] =>
  company === undefined || companies.includes(company)
    ? companies
    : [...companies.filter((each) => platformOf(each) !== platformOf(company)), company];

interface Companies {
  readonly carrier: CompanyKey;
  readonly resellers: readonly CompanyKey[];
}

/** Whether a company of the reseller's own is known there. Where its people were only guests of the carrier so far, none is. */
export const isResellerKnownOn = ({ carrier, resellers }: Companies, platform: ChatPlatform): boolean =>
  resellers.some((company) => company !== carrier && platformOf(company) === platform);
