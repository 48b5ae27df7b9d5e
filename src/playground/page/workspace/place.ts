/** What the middle of the page shows. */
import type { ChannelView } from "../../wire.ts";

export type Place = { readonly kind: "home" } | { readonly kind: "channel"; readonly channel: ChannelView };
