/** Slack's ids as ours and back; spelled only here. */
import {
  type AccountId,
  accountId,
  type CompanyKey,
  companyKey,
  type PlaceId,
  placeId,
  platformOf,
  unknownOrganisation,
} from "../../domain/ids.ts";

/** Stands in an account id for a workspace that is not known yet; the directory resolves it by the person's id. */
export const unknownTeam = unknownOrganisation;

/**
 * The company of a person by all that Slack says of it: a workspace (T…), an organisation of Enterprise Grid (E…), or both, and
 * not the same in every payload (https://github.com/slackapi/bolt-js/issues/1875). The app's own is its workspace, whichever of
 * the organisation's was named; any other is its organisation where that is known.
 */
export function organisationOf(
  us: { readonly team: string; readonly enterprise?: string },
  ...named: readonly (string | null | undefined)[]
): string | undefined {
  const known = named.filter((id): id is string => Boolean(id) && id !== unknownTeam);
  if (known.some((id) => id === us.team || id === us.enterprise)) return us.team;
  return known.find((id) => id.startsWith("E")) ?? known[0];
}

export const accountOf = (team: string, user: string): AccountId => accountId(`slack:${team}:${user}`);
export const companyOfTeam = (team: string): CompanyKey => companyKey(`slack:${team}`);
export const teamOfCompany = (company: CompanyKey): string => lastPart(company);
export const placeOf = (installedTeam: string, channel: string): PlaceId =>
  placeId(`slack:${installedTeam}:${channel}`);

const lastPart = (id: string): string => id.slice(id.lastIndexOf(":") + 1);

export const userOf = (account: AccountId): string => lastPart(account);
export const channelOf = (place: PlaceId): string => lastPart(place);

export const isUnresolved = (account: string): boolean => account.startsWith(`slack:${unknownTeam}:`);
/** Whether an account or a place is in Slack at all. */
export const isOfSlack = (id: AccountId | PlaceId): boolean => platformOf(id) === "slack";
/** Whether the id has the shape that Slack gives to accounts. */
export const isSlackAccount = (text: string): boolean => /^slack:[^:]+:[UW][A-Z0-9]+$/.test(text);

/** https://docs.slack.dev/reference/objects/conversation-object: direct conversations begin with D. */
export const isDirectChannel = (channel: string): boolean => channel.startsWith("D");

/** A message of ours, where it stands and whether it names the person it was meant for. */
export interface Receipt {
  readonly channel: string;
  readonly ts: string;
  /** The person could not be written to, so that it stands in a channel with a mention. */
  readonly instead: boolean;
}

export const receiptOf = (receipt: Receipt): string =>
  `${receipt.channel}:${receipt.ts}${receipt.instead ? ":instead" : ""}`;

export const readReceipt = (text: string): Receipt => {
  const [channel = "", ts = "", flag] = text.split(":");
  return { channel, ts, instead: flag === "instead" };
};
