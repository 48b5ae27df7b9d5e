import type { BlockAction } from "@slack/bolt";
import { afterEach, describe, expect, it } from "vitest";
import { button, plain, type Together, together } from "./support/bolt-app.ts";

let both: Together;
afterEach(() => both.stop());

describe("a real Bolt app and what is pressed in messages", () => {
  it("takes messages through response_url, five times, and replaces or deletes what was pressed", async () => {
    both = await together((app) => {
      app.action("talk", async ({ ack, respond, action }) => {
        await ack();
        const value = "value" in action ? action.value : "";
        if (value === "replace") await respond({ replace_original: true, text: "replaced" });
        if (value === "delete") await respond({ delete_original: true });
        if (value === "many") {
          for (let n = 1; n <= 5; n += 1)
            await respond({ response_type: "ephemeral", replace_original: false, text: `answer ${n}` });
          await expect(respond({ replace_original: false, text: "six" })).rejects.toBeTruthy();
          await both.app.client.chat.postMessage({ token: "xoxb-local", channel: "C0DESK", text: "refused the sixth" });
        }
      });
    });
    const post = (value: string) =>
      both.app.client.chat.postMessage({
        token: "xoxb-local",
        channel: "C0DESK",
        text: value,
        blocks: [{ type: "actions", elements: [button("talk", value, value)] }],
      });
    const sam = both.slack.as("U0SAM");
    await post("replace");
    await sam.press({ channel: "#wholesale-desk" }, "replace");
    await both.slack.until(() => sam.last("#wholesale-desk")?.text === "replaced");
    expect(sam.last("#wholesale-desk")?.blocks).toEqual([]);
    await post("delete");
    await sam.press({ channel: "#wholesale-desk" }, "delete");
    await both.slack.until(() => sam.channel("#wholesale-desk").messages.length === 1);
    await post("many");
    await sam.press({ channel: "#wholesale-desk" }, "many");
    await both.slack.until(() => sam.last("#wholesale-desk")?.text === "refused the sixth");
    expect(
      sam
        .channel("#wholesale-desk")
        .messages.filter((one) => one.ephemeral)
        .map((one) => one.text),
    ).toEqual(["answer 1", "answer 2", "answer 3", "answer 4", "answer 5"]);
    expect(both.slack.as("U0DANA").channel("#wholesale-desk").messages).toHaveLength(3);
  });

  it("sends what was chosen in selects, overflows and pickers of messages, with the state of the message", async () => {
    const heard: BlockAction[] = [];
    both = await together((app) => {
      app.action(/.*/, async ({ ack, body }) => {
        await ack();
        heard.push(body as BlockAction);
      });
    });
    await both.app.client.chat.postMessage({
      token: "xoxb-local",
      channel: "C0DESK",
      text: "choose",
      blocks: [
        {
          type: "actions",
          block_id: "row",
          elements: [
            { type: "datepicker", action_id: "day" },
            { type: "overflow", action_id: "more", options: [{ text: plain("Help"), value: "help" }] },
            { type: "users_select", action_id: "who" },
          ],
        },
      ],
    });
    const sam = both.slack.as("U0SAM");
    const here = { channel: "#wholesale-desk" };
    await sam.press(here, "day", "2026-10-02");
    await sam.press(here, "more", "help");
    await sam.press(here, "who", "U0DANA");
    await both.slack.until(() => heard.length === 3);
    expect(heard.map((one) => one.actions[0])).toMatchObject([
      { selected_date: "2026-10-02" },
      { selected_option: { value: "help" } },
      { selected_user: "U0DANA" },
    ]);
    expect(heard[2]?.state?.values.row).toMatchObject({
      day: { selected_date: "2026-10-02" },
      who: { selected_user: "U0DANA" },
    });
    expect(() => sam.press(here, "more", "nothing like it")).toThrow("no option");
  });
});
