/** What a person's hands do on either platform, in the words of actions and forms: which button it is and where it stands is theirs to find. */
import { type Action, actionSchema } from "../../../src/views/actions.ts";
import type { Who } from "./chaos-people.ts";

/** What was typed and picked, by field; a person is one of the cast. */
export type Typed = Readonly<Record<string, string | readonly string[] | { readonly person: Who }>>;

/** `taken`: the person was told that it is recorded. `unknown`: they were not, though it may be. */
export type Sent = "taken" | "unknown" | "refused";

export interface Hands {
  readonly who: Who;
  readonly platform: "slack" | "teams";
  /** Says a command to the bot, in the way of the platform. */
  command(text: string): Promise<void>;
  /** Presses the newest button that does this, if there is one in sight. */
  press(wanted: (action: Action) => boolean): Promise<boolean>;
  /** Fills in the form that is open and sends it, and again where no answer came or a second yes is asked for. */
  send(typed: Typed): Promise<Sent>;
  /** Nothing stays open. */
  leave(): Promise<void>;
  /** Everything this person can read at the moment, as JSON. */
  sees(): Promise<string>;
}

/** How often somebody sends a form of which they heard nothing. */
export const mostSendings = 5;
/** Choices that have to be made first, since other fields depend on them. */
export const reshaping: readonly string[] = ["state", "status"];

export function actionIn(value: unknown): Action | undefined {
  if (typeof value === "string") {
    try {
      return actionSchema.safeParse(JSON.parse(value)).data;
    } catch {
      return undefined;
    }
  }
  return actionSchema.safeParse(value).data;
}

export const opens =
  (form: string) =>
  (action: Action): boolean =>
    action.do === "open" && action.ref.form === form;
