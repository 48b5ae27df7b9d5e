/** A person to act as in tests: the page's acts without the page, in the words of people (names, labels). */
import type { TeamsActResult, TeamsConversationView, TeamsDialogView, TeamsMessageView } from "../wire-teams.ts";

/** The open dialog; a conversation by name (its newest card that has such a button); or one message there. */
export type Where = "dialog" | (string & {}) | { readonly conversation: string; readonly message: string };

/** Values by input id, as the person would leave them: people by id or name, choices by value or title. */
export type Inputs = Readonly<Record<string, string | readonly string[] | boolean>>;

export interface Person {
  /** Entra object id. */
  readonly id: string;
  /** The bot's id for this person, `29:1…`. */
  readonly teamsId: string;
  readonly name: string;
  /**
   * Types and sends; `@Onboarding` and `@Sam Ortega` become mentions. Resolves when the bot has answered the delivery.
   * @param conversation by name or id; `@bot` is the personal chat with the bot
   */
  say(conversation: string, text: string, replyTo?: string): Promise<TeamsActResult>;
  /** The conversation as this person sees it now. Looking makes their own views refresh in the background. */
  sees(conversation: string): TeamsConversationView;
  /** As `sees`, once every refresh that looking began has been answered. */
  opens(conversation: string): Promise<TeamsConversationView>;
  /** The newest message that this person sees there. */
  last(conversation: string): TeamsMessageView | undefined;
  /**
   * Presses a button by its title.
   * @throws when there is nothing so named, listing what there is
   */
  press(where: Where, title: string, inputs?: Inputs): Promise<TeamsActResult>;
  dialog(): TeamsDialogView | undefined;
  /** Fills the open dialog and presses its button of that title, or else its first one that sends. */
  submit(inputs?: Inputs, title?: string): Promise<TeamsActResult>;
  closeDialog(): Promise<TeamsActResult>;
  read(conversation: string): Promise<TeamsActResult>;
}
