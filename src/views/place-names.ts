/** What platforms, channels and chats are called. */
import { type ChatPlatform, platformOf } from "../domain/ids.ts";
import type { Place } from "../domain/places.ts";

export const platformNames: Readonly<Record<ChatPlatform, string>> = { slack: "Slack", teams: "Teams" };

/** `“General” in Teams`, or the kind of place where its name is not known. */
export function placeName({ place, name }: Pick<Place, "place" | "name">): string {
  const platform = platformNames[platformOf(place)];
  if (name !== undefined) return `“${name}” in ${platform}`;
  return platformOf(place) === "teams" && !place.includes("@thread.tacv2")
    ? "the chat in Teams"
    : `the channel in ${platform}`;
}
