import type { BlockAction, SlackViewAction } from "@slack/bolt";
import { afterEach, describe, expect, it } from "vitest";
import { button, plain, section, type Together, together } from "./support/bolt-app.ts";

let both: Together;
afterEach(() => both.stop());

const form = (note?: string) => ({
  type: "modal" as const,
  callback_id: "ocn",
  title: plain("OCN"),
  submit: plain("Save"),
  close: plain("Cancel"),
  private_metadata: "onboarding-1",
  blocks: [
    ...(note ? [section(note)] : []),
    {
      type: "input" as const,
      block_id: "ocn",
      label: plain("OCN"),
      element: { type: "plain_text_input" as const, action_id: "value" },
    },
    {
      type: "input" as const,
      block_id: "state",
      label: plain("State"),
      element: {
        type: "static_select" as const,
        action_id: "value",
        options: ["MN", "CO"].map((code) => ({ text: plain(code), value: code })),
      },
    },
    {
      type: "input" as const,
      block_id: "day",
      optional: true,
      label: plain("Day"),
      element: { type: "datepicker" as const, action_id: "value" },
    },
  ],
});

describe("a real Bolt app at the local Slack", () => {
  it("answers a command in the acknowledgement's own body, which only the person sees", async () => {
    both = await together((app) => {
      app.command("/onboard", async ({ ack, command }) =>
        ack({ text: `You said ${command.text}`, blocks: [section(`*${command.user_name}*`)] }),
      );
    });
    const sam = both.slack.as("U0SAM");
    expect(await sam.command("#wholesale-desk", "status <@U0DANA> & more")).toEqual({ ok: true });
    expect(sam.last("#wholesale-desk")).toMatchObject({
      text: "You said status @dana.whitfield &amp; more",
      ephemeral: true,
      author: { bot: true },
    });
    expect(both.slack.as("U0DANA").channel("#wholesale-desk").messages).toEqual([]);
    expect(both.slack.posted("#wholesale-desk")).toEqual([]);
  });

  it("shows an in_channel answer to all", async () => {
    both = await together((app) => {
      app.command("/onboard", async ({ ack }) => ack({ response_type: "in_channel", text: "for all" }));
    });
    await both.slack.as("U0SAM").command("#wholesale-desk", "");
    expect(both.slack.as("U0DANA").last("#wholesale-desk")).toMatchObject({ text: "for all", ephemeral: false });
  });

  it("tells the person when a command is not answered in time, fails, or reaches nobody", async () => {
    both = await together(
      (app) => {
        app.command("/onboard", async ({ command, ack }) => {
          if (command.text === "fail") throw new Error("broken on purpose");
          if (command.text === "invalid") await ack({ blocks: [{ type: "section" }] as never });
        });
        app.error(async () => {});
      },
      { acknowledgeWithinMillis: 200 },
    );
    const sam = both.slack.as("U0SAM");
    expect(await sam.command("#wholesale-desk", "never")).toEqual({
      ok: false,
      problem: "/onboard failed because the app did not respond",
    });
    expect(await sam.command("#wholesale-desk", "fail")).toMatchObject({
      problem: expect.stringContaining("did not respond"),
    });
    expect(await sam.command("#wholesale-desk", "invalid")).toEqual({
      ok: false,
      problem: '/onboard failed with the error "invalid_blocks"',
    });
    both.slack.connectBot({
      requestUrl: "http://127.0.0.1:9/",
      signingSecret: "x",
      botToken: "xoxb-local",
      command: { name: "/onboard", hint: "", description: "" },
    });
    expect(await sam.command("#wholesale-desk", "gone")).toEqual({
      ok: false,
      problem: '/onboard failed with the error "dispatch_failed"',
    });
  });

  it("walks from a button over a form with errors to an updated message, by a person of another company", async () => {
    const actions: BlockAction[] = [];
    const submissions: SlackViewAction[] = [];
    both = await together((app) => {
      app.action("open", async ({ ack, body, client }) => {
        await ack();
        actions.push(body as BlockAction);
        await client.views.open({ trigger_id: (body as BlockAction).trigger_id, view: form() });
      });
      app.view("ocn", async ({ ack, view, body, client }) => {
        submissions.push(body);
        const ocn = view.state.values.ocn?.value?.value;
        if (ocn !== "508J") return ack({ response_action: "errors", errors: { ocn: "An OCN is four characters." } });
        await ack();
        await client.chat.update({
          channel: "C0PRAIRIE",
          ts: view.private_metadata === "onboarding-1" ? posted : "",
          text: "OCN recorded",
          blocks: [section("*508J*")],
        });
      });
    });
    const { ts = "" } = await both.app.client.chat.postMessage({
      token: "xoxb-local",
      channel: "C0PRAIRIE",
      text: "next step",
      blocks: [
        section("next step"),
        { type: "actions", block_id: "next", elements: [button("open", "Record the OCN", "MN")] },
      ],
      metadata: { event_type: "checklist", event_payload: { onboarding: "1" } },
    });
    const posted = ts;
    const nadia = both.slack.as("U0NADIA");
    expect(await nadia.press({ channel: "#prairie-telecom" }, "Record the OCN")).toEqual({ ok: true });
    await both.slack.until(() => nadia.modal(), "the form");

    expect(await nadia.submit({ State: "MN" })).toEqual({ ok: true });
    expect(nadia.modal()?.errors, "Slack's own client asks for required fields").toEqual({
      ocn: "Please complete this required field.",
    });
    expect(submissions).toHaveLength(0);

    await nadia.submit({ ocn: "12" });
    expect(nadia.modal()?.errors).toEqual({ ocn: "An OCN is four characters." });
    expect(nadia.modal()?.state.ocn?.value, "what was typed stays").toEqual({ type: "plain_text_input", value: "12" });

    expect(await nadia.submit({ ocn: "508J" })).toEqual({ ok: true });
    expect(nadia.modal()).toBeUndefined();
    await both.slack.until(() => nadia.last("#prairie-telecom")?.text === "OCN recorded", "the update");
    expect(nadia.last("#prairie-telecom")).toMatchObject({ ts, editedAt: expect.any(String) });
    expect(both.slack.posted("#prairie-telecom")[0]).toMatchObject({ metadata: { event_type: "checklist" } });

    expect(actions[0]).toMatchObject({
      user: { id: "U0NADIA", team_id: "T0PRAIRIE" },
      team: { id: "T0CARRIER" },
      channel: { id: "C0PRAIRIE" },
      container: { type: "message", message_ts: ts, is_ephemeral: false },
      actions: [{ action_id: "open", block_id: "next", value: "MN", type: "button" }],
    });
    expect(submissions[0]).toMatchObject({
      user: { id: "U0NADIA", team_id: "T0PRAIRIE" },
      team: { id: "T0PRAIRIE" },
      view: {
        app_installed_team_id: "T0CARRIER",
        team_id: "T0PRAIRIE",
        private_metadata: "onboarding-1",
        state: {
          values: {
            ocn: { value: { type: "plain_text_input", value: "12" } },
            state: { value: { selected_option: { value: "MN" } } },
            day: { value: { selected_date: null } },
          },
        },
      },
    });
  });

  it("keeps what was typed when a view is updated, for the same block_id and action_id", async () => {
    const typedOcn = () => (both.slack.as("U0SAM").modal()?.state.ocn?.value as { value?: string } | undefined)?.value;
    both = await together((app) => {
      app.command("/onboard", async ({ ack, body, client }) => {
        await ack();
        const opened = await client.views.open({ trigger_id: body.trigger_id, view: form() });
        await both.slack.until(() => typedOcn() === "typed");
        const { hash, id = "" } = opened.view ?? {};
        await client.views.update({ view_id: id, ...(hash ? { hash } : {}), view: form("Now with data") });
        await expect(client.views.update({ view_id: id, hash: "0.old", view: form() })).rejects.toMatchObject({
          data: { error: "hash_conflict" },
        });
        await client.chat.postMessage({ channel: body.channel_id, text: "updated" });
      });
    });
    const sam = both.slack.as("U0SAM");
    await sam.command("#wholesale-desk", "");
    await both.slack.until(() => sam.modal());
    sam.fill({ ocn: "typed" });
    await both.slack.until(() => sam.last("#wholesale-desk")?.text === "updated");
    expect(sam.modal()?.blocks[0]?.type).toBe("section");
    expect(typedOcn()).toBe("typed");
  });

  it("updates, pushes up to three high, clears, and tells of closed views that asked for it", async () => {
    const closed: unknown[] = [];
    const step = (n: number) => ({
      ...form(),
      callback_id: `step${n}`,
      title: plain(`Step ${n}`),
      notify_on_close: true,
      clear_on_close: n === 3,
      blocks: [section(`step ${n}`)],
    });
    both = await together((app) => {
      app.command("/onboard", async ({ ack, body, client }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: step(1) });
      });
      app.view("step1", async ({ ack }) => ack({ response_action: "push", view: step(2) }));
      app.view("step2", async ({ ack }) => ack({ response_action: "push", view: step(3) }));
      app.view("step3", async ({ ack }) => ack({ response_action: "push", view: step(4) }));
      app.view({ type: "view_closed", callback_id: /step/ }, async ({ ack, body }) => {
        await ack();
        closed.push([body.view.callback_id, "is_cleared" in body && body.is_cleared]);
      });
    });
    const sam = both.slack.as("U0SAM");
    await sam.command("#wholesale-desk", "");
    await both.slack.until(() => sam.modal());
    await sam.submit();
    await sam.submit();
    expect(sam.modals().map((one) => one.title)).toEqual(["Step 1", "Step 2", "Step 3"]);
    expect(await sam.submit(), "a fourth does not fit").toMatchObject({ ok: false });
    await sam.close();
    await both.slack.until(() => closed.length === 3, "three notes");
    expect(closed.map(String).sort()).toEqual(["step1,true", "step2,true", "step3,true"]);
    expect(sam.modals()).toEqual([]);
  });
});
