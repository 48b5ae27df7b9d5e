import { describe, expect, it } from "vitest";
import { createSeen } from "../../../src/adapters/chat/seen.ts";
import {
  commandOf,
  eventVisitor,
  installedTeamOf,
  isSaid,
  pressOf,
  submissionOf,
  wordsSaid,
  wordsTyped,
} from "../../../src/adapters/slack/inbound.ts";
import { writeMemory } from "../../../src/adapters/slack/memory.ts";
import { commandSchema, eventSchema, pressSchema, submissionSchema } from "../../../src/adapters/slack/payloads.ts";
import type { Directory, DirectoryEntry } from "../../../src/ports/directory.ts";
import { PlatformTrouble } from "../../../src/ports/messenger.ts";

const us = { team: "T0CARRIER", teamName: "Northline", bot: "B0BOT", botUser: "U0BOT" };
const nobody: Directory = { known: () => undefined, find: async () => undefined, colleagues: () => [] };
const knowing = (team: string, user: string, name: string): Directory => {
  const entry = { account: `slack:${team}:${user}`, company: `slack:${team}`, name } as DirectoryEntry;
  return {
    known: (account) => (account.endsWith(`:${user}`) ? entry : undefined),
    find: async () => entry,
    colleagues: () => [entry],
  };
};

const command = (more: object = {}) =>
  commandSchema.parse({
    team_id: "T0CARRIER",
    channel_id: "C1",
    user_id: "U0SAM",
    trigger_id: "1.2",
    text: "status",
    ...more,
  });

const press = (more: object = {}) =>
  pressSchema.parse({
    user: { id: "U0NADIA", team_id: "T0PRAIRIE", username: "nadia" },
    team: { id: "T0CARRIER" },
    channel: { id: "C1" },
    container: { type: "message", message_ts: "1700.1" },
    actions: [{ action_id: "look:0", action_ts: "1701.5", value: '{"do":"look","at":"next"}' }],
    ...more,
  });

const event = (inner: object, more: object = {}) =>
  eventSchema.parse({
    event_id: "Ev1",
    event: { type: "app_mention", user: "U0NADIA", channel: "C1", ts: "1.0", ...inner },
    ...more,
  });

describe("a command", () => {
  it("comes from a member of the workspace where it was typed", () => {
    expect(commandOf(command(), us)).toEqual({
      visitor: {
        account: "slack:T0CARRIER:U0SAM",
        name: "U0SAM",
        company: "slack:T0CARRIER",
        installedAt: "slack:T0CARRIER",
        platform: "slack",
      },
      where: { in: "place", place: "slack:T0CARRIER:C1" },
      text: "status",
      request: "slack:command:1.2",
    });
    expect(commandOf(command({ channel_id: "D1", channel_name: "directmessage" }), us).where).toEqual({ in: "direct" });
  });
});

describe("a press", () => {
  it("belongs to the presser's own company, and to the place where the app is installed", () => {
    expect(pressOf(press(), us, nobody)).toEqual({
      visitor: {
        account: "slack:T0PRAIRIE:U0NADIA",
        name: "nadia",
        company: "slack:T0PRAIRIE",
        installedAt: "slack:T0CARRIER",
        platform: "slack",
        onlyMentions: true,
      },
      where: { in: "place", place: "slack:T0CARRIER:C1" },
      action: { do: "look", at: "next" },
      request: "slack:press:U0NADIA:1700.1:look:0:1701.5",
      memory: { round: 0 },
    });
  });

  it("in a modal belongs to the place that the modal remembers, on App Home to nobody's", () => {
    const view = { id: "V1", type: "modal", private_metadata: writeMemory({ round: 0, place: "slack:T0CARRIER:C9" }) };
    const inModal = pressOf(press({ channel: undefined, view }), us, nobody);
    expect(inModal.where).toEqual({ in: "place", place: "slack:T0CARRIER:C9" });
    expect(inModal.request).toBe("slack:press:U0NADIA:V1:look:0:1701.5");
    expect(pressOf(press({ channel: undefined, view: { id: "V1", type: "home" } }), us, nobody).where).toEqual({
      in: "direct",
    });
  });

  it("of somebody without a workspace is placed by the directory, or by nobody", () => {
    const without = press({ user: { id: "U0NADIA" } });
    expect(pressOf(without, us, knowing("T0PRAIRIE", "U0NADIA", "Nadia")).visitor).toMatchObject({
      account: "slack:T0PRAIRIE:U0NADIA",
      name: "Nadia",
    });
    expect(pressOf(without, us, nobody).visitor.company).toBe("slack:?");
  });

  it.each([undefined, "", "{", "null", '{"do":"gone"}', '{"do":"look","at":"nowhere"}', '{"do":"open"}'])(
    "that carries %s means nothing",
    (value) => {
      expect(pressOf(press({ actions: [{ action_id: "look:0", value }] }), us, nobody).action).toBeUndefined();
    },
  );
});

describe("the name of a channel", () => {
  const place = "slack:T0CARRIER:C1";
  it.each([
    ["prairie-telecom", { in: "place", place, name: "#prairie-telecom" }],
    // Slack's word for every private channel, for a group conversation, and nothing at all.
    ["privategroup", { in: "place", place }],
    ["directmessage", { in: "place", place }],
    ["mpdm-sam--nadia-1", { in: "place", place }],
    ["", { in: "place", place }],
    [null, { in: "place", place }],
    [undefined, { in: "place", place }],
  ])("%j", (name, where) => {
    expect(commandOf(command({ channel_name: name }), us).where).toEqual(where);
    expect(pressOf(press({ channel: { id: "C1", name } }), us, nobody).where).toEqual(where);
  });
});

describe("a form that was sent", () => {
  const submission = (more: object = {}, value = "508J") =>
    submissionOf(
      submissionSchema.parse({
        user: { id: "U0NADIA", team_id: "T0PRAIRIE" },
        team: { id: "T0PRAIRIE" },
        view: {
          id: "V1",
          hash: "h1",
          type: "modal",
          app_installed_team_id: "T0CARRIER",
          private_metadata: writeMemory({ round: 0, ref: { form: "ocn", state: "MN" as never } }),
          state: { values: { ocn: { text: { type: "plain_text_input", value } } } },
          ...more,
        },
      }),
      us,
      nobody,
    );

  it("carries its form and its values, and one request key for one sending", () => {
    expect(submission()).toMatchObject({
      visitor: { company: "slack:T0PRAIRIE" },
      ref: { form: "ocn", state: "MN" },
      values: { ocn: "508J" },
      request: expect.stringMatching(/^slack:submit:U0NADIA:V1:h1:/),
    });
    expect(submission().request).toBe(submission().request);
    expect(submission({ hash: "h2" }).request).not.toBe(submission().request);
    expect(submission({}, "508K").request).not.toBe(submission().request);
  });

  it.each(["", "{", '{"ref":{"form":"unknown"}}'])("whose memory is %s has no form", (private_metadata) => {
    expect(submission({ private_metadata }).ref).toBeUndefined();
  });
});

describe("the installation that a payload is for", () => {
  it.each<[string, unknown, string | undefined]>([
    ["a command", { team_id: "T0CARRIER" }, "T0CARRIER"],
    ["a press", { team: { id: "T0CARRIER" }, user: { team_id: "T0PRAIRIE" } }, "T0CARRIER"],
    ["a press in a modal", { team: { id: "T0PRAIRIE" }, view: { app_installed_team_id: "T0CARRIER" } }, "T0CARRIER"],
    ["a form", { team: { id: "T0PRAIRIE" }, view: { app_installed_team_id: "T0CARRIER" } }, "T0CARRIER"],
    ["an event", { team_id: "T0PRAIRIE", authorizations: [{ team_id: "T0CARRIER" }] }, "T0CARRIER"],
    ["an event for two", { authorizations: [{ team_id: "T0ELSE" }, { team_id: "T0CARRIER" }] }, "T0CARRIER"],
    ["somebody else's event", { authorizations: [{ team_id: "T0ELSE" }] }, "T0ELSE"],
    ["a press on our own message", { team: { id: "T0PRAIRIE" }, message: { bot_id: "B0BOT" } }, "T0CARRIER"],
    ["a press on another's message", { team: { id: "T0PRAIRIE" }, message: { bot_id: "B0ELSE" } }, "T0PRAIRIE"],
    ["a press in an organisation", { team: null, user: {} }, undefined],
    ["nothing", null, undefined],
  ])("of %s", (_, body, team) => {
    expect(installedTeamOf(body, us)).toBe(team);
  });
});

describe("what was said", () => {
  it("is read as a person sees it", () => {
    expect(
      wordsTyped("a &lt;b&gt; &amp;amp; <https://x.example|x> <https://y.example> <@U1|tom> <#C1|general> <!here>"),
    ).toBe("a <b> &amp; x https://y.example @tom #general @here");
    expect(wordsSaid(" <@U0BOT>, what's next?", us)).toBe("what's next?");
    expect(wordsSaid("<@U0BOT|onboarding>: ask <@U0BOT>", us)).toBe("ask @U0BOT");
    expect(wordsTyped("<mailto:a@b.example|a@b.example>")).toBe("a@b.example");
  });

  it.each<[string, object, boolean]>([
    ["a mention", {}, true],
    ["a direct message", { type: "message", channel_type: "im" }, true],
    ["a file with words", { type: "message", channel_type: "im", subtype: "file_share" }, true],
    ["a message in a channel", { type: "message", channel_type: "channel" }, false],
    ["an edit", { type: "message", channel_type: "im", subtype: "message_changed" }, false],
    ["an edited mention", { edited: { ts: "2" } }, false],
    ["a join", { type: "message", channel_type: "im", subtype: "channel_join" }, false],
    ["a bot", { bot_id: "B1" }, false],
    ["ourselves", { user: "U0BOT" }, false],
    ["nobody", { user: undefined }, false],
  ])("counts for %s: %o", (_, inner, counts) => {
    expect(isSaid(event(inner), us)).toBe(counts);
  });

  it.each<[string, object, object, Directory, string]>([
    ["by the event", { user_team: "T0PRAIRIE" }, { is_ext_shared_channel: true }, nobody, "slack:T0PRAIRIE"],
    [
      "by the directory",
      {},
      { is_ext_shared_channel: true },
      knowing("T0PRAIRIE", "U0NADIA", "Nadia"),
      "slack:T0PRAIRIE",
    ],
    ["by the channel that is not shared", {}, { is_ext_shared_channel: false }, nobody, "slack:T0CARRIER"],
    ["by App Home", { type: "app_home_opened" }, {}, nobody, "slack:T0CARRIER"],
    ["not at all", {}, { is_ext_shared_channel: true }, nobody, "slack:?"],
    [
      "not at all where the directory fails",
      {},
      {},
      { ...nobody, find: async () => Promise.reject(new PlatformTrouble("busy", "")) },
      "slack:?",
    ],
  ])("places its author %s", async (_, inner, outer, directory, company) => {
    expect((await eventVisitor(event(inner, outer), us, directory)).company).toBe(company);
  });
});

describe("what was seen", () => {
  it("is remembered, the newest of it", () => {
    const seen = createSeen(2);
    expect([seen("a"), seen("a"), seen("b"), seen("c"), seen("c"), seen("a")]).toEqual([
      false,
      true,
      false,
      false,
      true,
      false,
    ]);
  });
});
