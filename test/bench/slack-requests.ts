/** Signed requests as Slack sends them, made before the clock runs. */
import { createHmac } from "node:crypto";
import { formRefSchema } from "../../src/views/actions.ts";
import { idOf, type Prepared } from "./request.ts";

export const signingSecret = "bench-signing-secret";

function signed(body: string): Prepared {
  const timestamp = String(Math.trunc(Date.now() / 1000));
  const signature = `v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
  return {
    path: "/slack/events",
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": signature,
    },
  };
}

/** `/onboard status` by the carrier's service manager in the channel of onboarding `index`. */
export const statusCommand = (index: number, number: number): Prepared =>
  signed(
    new URLSearchParams({
      token: "unused",
      team_id: "T0CARRIER",
      channel_id: channelOf(index),
      user_id: "U0SAM",
      user_name: "sam",
      command: "/onboard",
      text: "status",
      api_app_id: "A0ONBOARD",
      response_url: "http://127.0.0.1:9/unused",
      trigger_id: `bench.${number}`,
    }).toString(),
  );

export const channelOf = (index: number): string => `C${String(index).padStart(8, "0")}`;

const option = (value: string) => ({
  type: "static_select",
  selected_option: { text: { type: "plain_text", text: value }, value },
});
const typed = (value: string) => ({ type: "plain_text_input", value });

/** The OCN form sent by the reseller's person; each number types another code, so that each is a change to be kept. */
export function ocnSubmission(index: number, number: number): Prepared {
  const ref = formRefSchema.parse({ form: "ocn", onboarding: idOf(index), state: "MN" });
  const payload = {
    type: "view_submission",
    team: { id: "T0PRAIRIE", domain: "prairie" },
    user: { id: "U0TOM", username: "tom", name: "tom", team_id: "T0PRAIRIE" },
    api_app_id: "A0ONBOARD",
    token: "unused",
    trigger_id: `bench.${number}`,
    view: {
      id: `V${number}`,
      team_id: "T0PRAIRIE",
      type: "modal",
      callback_id: "ocn",
      hash: `${number}.abc`,
      app_id: "A0ONBOARD",
      app_installed_team_id: "T0CARRIER",
      bot_id: "B0BOT",
      title: { type: "plain_text", text: "OCN" },
      private_metadata: JSON.stringify({ ref, round: 0, place: `slack:T0CARRIER:${channelOf(index)}` }),
      state: {
        values: {
          state: { reshapes: option("MN") },
          status: { reshapes: option("assigned") },
          ocn: { value: typed(`${100 + (number % 900)}A`) },
          category: { value: option("LRSL") },
          notifiedOn: { value: { type: "datepicker", selected_date: "2026-10-02" } },
          companyName: { value: typed("Prairie Telecom, LLC") },
          evidence: { value: typed("") },
        },
      },
      blocks: [],
    },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  };
  return signed(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
}
