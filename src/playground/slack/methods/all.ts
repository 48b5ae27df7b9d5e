import { chatMethods } from "./chat.ts";
import { connectionMethods } from "./connections.ts";
import { conversationMethods } from "./conversations.ts";
import type { Methods } from "./method.ts";
import { peopleMethods } from "./people.ts";
import { pinMethods } from "./pins.ts";
import { viewMethods } from "./views.ts";

/** Every method that this Slack has; any other is `unknown_method`. */
export const METHODS: Methods = {
  ...chatMethods,
  ...connectionMethods,
  ...conversationMethods,
  ...pinMethods,
  ...peopleMethods,
  ...viewMethods,
};
