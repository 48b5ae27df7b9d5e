/** Teams' ids as ours and back; spelled only here. */
import {
  type AccountId,
  accountId,
  type CompanyKey,
  companyKey,
  type PlaceId,
  placeId,
  unknownOrganisation,
} from "../../domain/ids.ts";

/** Stands in an account id for a tenant that is not known yet; the directory resolves it by the person's id. */
export const unknownTenant = unknownOrganisation;

/** `aad`: the person's object id in Microsoft Entra, the same in every conversation, unlike Teams' own `29:…`. */
export const accountOf = (tenant: string, aad: string): AccountId => accountId(`teams:${tenant}:${aad}`);
export const companyOf = (tenant: string): CompanyKey => companyKey(`teams:${tenant}`);

/**
 * A conversation's id may hold colons (`19:…@thread.tacv2`). In a channel it may name a thread of it
 * (`;messageid=…`), which is cut off: the place is the channel.
 */
export const placeOf = (tenant: string, conversation: string): PlaceId =>
  placeId(`teams:${tenant}:${conversation.replace(/;messageid=.*$/, "")}`);

const parts = /^teams:([^:]+):(.+)$/s;
const part = (id: string, which: 1 | 2): string => parts.exec(id)?.[which] ?? "";

/** The tenant of an account or of a place. */
export const tenantOf = (id: AccountId | PlaceId): string => part(id, 1);
export const aadOf = (account: AccountId): string => part(account, 2);
export const conversationOf = (place: PlaceId): string => part(place, 2);

/** Whether the id has the shape of a Teams account, of a known tenant or not. */
export const isTeamsAccount = (text: string): text is AccountId => /^teams:[^:]+:[^:]+$/.test(text);
export const isTeamsPlace = (text: string): text is PlaceId => parts.test(text);
export const isUnresolved = (account: string): boolean => account.startsWith(`teams:${unknownTenant}:`);

/** How a person is named to Teams before it has told us their `29:…` id. */
export const userIdOf = (account: AccountId): string => `8:orgid:${aadOf(account)}`;
