/** The yardstick: a Bolt app as its own documentation writes it, which acknowledges and does nothing else. */
import bolt from "@slack/bolt";

const { App } = bolt;
const body = process.env.ACK_BODY ?? "ok";
const app = new App({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? "",
  authorize: async () => ({ botToken: "xoxb-bench", botId: "B0BOT", botUserId: "U0BOT" }),
  logLevel: bolt.LogLevel.ERROR,
});
const acknowledgement = JSON.parse(body);
app.command("/onboard", ({ ack }) => ack(acknowledgement));
app.view({ callback_id: /^/, type: "view_submission" }, ({ ack }) => ack({ response_action: "clear" }));
await app.start(Number(process.env.PORT));
process.stdout.write("ready\n");
