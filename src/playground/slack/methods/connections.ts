/** https://docs.slack.dev/reference/methods/apps.connections.open */
import { type Methods, refuse } from "./method.ts";

export const connectionMethods: Methods = {
  "apps.connections.open": {
    token: "app",
    tier: "tier1",
    scopes: [],
    run: (office) => {
      if (!office.bot()?.appToken) return refuse("not_allowed_token_type");
      return { ok: true, url: `${office.origin().replace("http", "ws")}${office.sockets.issueTicket()}` };
    },
  },
};
