/** What a chat platform hands to the application, and what it gets back to show. Every platform's adapter speaks this. */
import type { Loss } from "../domain/events.ts";
import type { AccountId, CompanyKey, PlaceId, RequestKey } from "../domain/ids.ts";
import type { Action, FormRef } from "../views/actions.ts";
import type { Card, Form, FormValues } from "../views/vocabulary.ts";

export type { Loss };

/** Who is in front of us, as the platform's signed payload says. */
export interface Visitor {
  readonly account: AccountId;
  /** Best name known; the directory knows better ones. */
  readonly name: string;
  /** The visitor's own company (in Slack `user.team_id`), never the one where the app is installed. */
  readonly company: CompanyKey;
  /** The company that installed the app: the carrier. */
  readonly installedAt: CompanyKey;
  readonly platform: "slack" | "teams";
  /** They have no command there, as people of other companies in Slack: they mention the bot, or write to it. */
  readonly onlyMentions?: true;
}

/** Where it happened: a shared channel or chat, by the name its people know it by; or one to one with the bot. */
export type Where =
  | { readonly in: "place"; readonly place: PlaceId; readonly name?: string }
  | { readonly in: "direct" };

/** What to show the visitor, and nobody else. `checking` comes at once where a slow platform has to be asked first. */
export type Answer =
  | { readonly kind: "nothing" }
  /** `privately`: to the visitor alone, even where they asked aloud. */
  | { readonly kind: "card"; readonly card: Card; readonly privately?: true }
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "checking"; readonly outcome: Promise<Answer> };

export type SubmitAnswer =
  /** Kept. The form closes; `card` is shown to the visitor alone. */
  | { readonly kind: "saved"; readonly card?: Card }
  /** Shown again with errors or with notes to agree to; nothing typed is lost. */
  | { readonly kind: "again"; readonly form: Form }
  /** Not possible any more, or not by this person: the form gives way to this card. */
  | { readonly kind: "refused"; readonly card: Card }
  | { readonly kind: "checking"; readonly outcome: Promise<SubmitAnswer> };

export interface Front {
  /** `/onboard TEXT`, or the same words after a mention. */
  command(visitor: Visitor, where: Where, text: string, request: RequestKey): Promise<Answer>;
  press(visitor: Visitor, where: Where, action: Action, request: RequestKey): Promise<Answer>;
  submit(visitor: Visitor, ref: FormRef, values: FormValues, request: RequestKey): Promise<SubmitAnswer>;
  /** A field that reshapes the form was changed: the form as it should look now, with what was typed. */
  reshape(visitor: Visitor, ref: FormRef, values: FormValues): Promise<Form>;
  /** Free words to the bot: a mention in a place, or one to one. */
  said(visitor: Visitor, where: Where, text: string, request: RequestKey): Promise<Answer>;
  /** The visitor's own page: theirs, over all onboardings. */
  home(visitor: Visitor): Promise<Card>;
  /** The bot came into a place: it says hello there, once. */
  arrived(place: PlaceId): Promise<Card | undefined>;
  /** The bot was put out of a place, or the place is no more. */
  left(place: PlaceId, why: Loss): Promise<void>;
  /** A message of ours as it should stand now, by the mark it was sent with; undefined where it shows nothing any more. */
  redrawn(visitor: Visitor, mark: string): Promise<Card | undefined>;
}
