/** Slack under load: a Web API that says yes, and what is asked of the bot. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { accountId, companyKey, placeId } from "../../src/domain/ids.ts";
import type { Platform } from "./platform.ts";
import { startBare } from "./processes.ts";
import { channelOf, ocnSubmission, signingSecret, statusCommand } from "./slack-requests.ts";
import { type Cast, stage } from "./stage.ts";

const cast: Cast = {
  platform: "slack",
  sam: { account: accountId("slack:T0CARRIER:U0SAM"), name: "Sam Ortega" },
  tom: { account: accountId("slack:T0PRAIRIE:U0TOM"), name: "Tom Okafor" },
  nadia: { account: accountId("slack:T0PRAIRIE:U0NADIA"), name: "Nadia Brooks" },
  carrier: companyKey("slack:T0CARRIER"),
  reseller: companyKey("slack:T0PRAIRIE"),
  placeOf: (index) => placeId(`slack:T0CARRIER:${channelOf(index)}`),
  receipt: "D0DESK/1790000000.000100",
};

/** It knows itself, and takes every message. */
const answers: Readonly<Record<string, object>> = {
  "auth.test": {
    team_id: "T0CARRIER",
    team: "Northline",
    user_id: "U0BOT",
    bot_id: "B0BOT",
    url: "https://northline.slack.com/",
  },
  "conversations.open": { channel: { id: "D0DESK" } },
};

const userIn = (form: string): object => {
  const id = new URLSearchParams(form).get("user") ?? "";
  const known = [cast.sam, cast.tom, cast.nadia].find(({ account }) => account.endsWith(`:${id}`)) ?? cast.sam;
  return { user: { id, team_id: known.account.split(":")[1], real_name: known.name, profile: {} } };
};

export async function slack(): Promise<Platform> {
  const server = createServer((request, response) => {
    const method = request.url?.split("/").at(-1)?.split("?")[0] ?? "";
    const say = (answer: object) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ ok: true, ...answer }));
    if (method === "users.info") return void text(request).then((form) => say(userIn(form)));
    request.resume();
    say(answers[method] ?? { channel: "C0", ts: "1790000000.000100", message: {} });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const look = {
    what: "`/onboard status`",
    make: statusCommand,
    isRight: (body: string) => body.includes("Getting started as a reseller"),
  };
  return {
    name: "slack",
    bareName: "Bolt",
    settings: {
      SLACK_BOT_TOKEN: "xoxb-bench",
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    },
    stage: (folder, onboardings) => stage(folder, onboardings, cast),
    async startBare(bot) {
      const { path, body, headers } = statusCommand(0, -1);
      const answer = await fetch(`${bot.url}${path}`, { method: "POST", body, headers });
      return startBare("bare-bolt", { SLACK_SIGNING_SECRET: signingSecret, ACK_BODY: await answer.text() });
    },
    look,
    measurements: [
      look,
      { what: "OCN form, durable", make: ocnSubmission, isRight: (body) => body.includes('"clear"') },
    ],
    replyTo: () => Promise.reject(new Error("Slack's answers travel in the acknowledgement.")),
    close: () => server.close(),
  };
}
