/** A Bot Framework activity as it travels: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object */
export type Activity = { readonly type: string; readonly id?: string } & Readonly<Record<string, unknown>>;

export type Json = Readonly<Record<string, unknown>>;

export function isThing(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const CARD_TYPE = "application/vnd.microsoft.card.adaptive";
export const ACTIVITY_MESSAGE_TYPE = "application/vnd.microsoft.activity.message";

/** What an activity is called in the log: its type, and of an invoke its name. */
export function kindOf(activity: Activity): string {
  return activity.type === "invoke" && typeof activity.name === "string" ? activity.name : activity.type;
}
