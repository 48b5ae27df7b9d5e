/** Companies in an organisation of Enterprise Grid, which Slack calls by their workspace here and by their organisation there. */
import { describe, expect, it } from "vitest";
import { createDirectory } from "../../../src/adapters/slack/directory.ts";
import { organisationOf } from "../../../src/adapters/slack/ids.ts";
import { commandOf, eventVisitor, pressOf, submissionOf } from "../../../src/adapters/slack/inbound.ts";
import { commandSchema, eventSchema, pressSchema, submissionSchema } from "../../../src/adapters/slack/payloads.ts";
import { identify, type WebClient } from "../../../src/adapters/slack/web.ts";
import { accountId } from "../../../src/domain/ids.ts";

const us = { team: "T0CARRIER", enterprise: "E0NORTH", teamName: "Northline", bot: "B0BOT", botUser: "U0BOT" };

const users: Readonly<Record<string, object>> = {
  U0SAM: { id: "U0SAM", real_name: "Sam", is_admin: true, enterprise_user: { enterprise_id: "E0NORTH" } },
  U0DANA: { id: "U0DANA", real_name: "Dana", team_id: "T0OTHERHOUSE", enterprise_user: { enterprise_id: "E0NORTH" } },
  U0GUS: { id: "U0GUS", team_id: "T0CARRIER", is_restricted: true, enterprise_user: { enterprise_id: "E0NORTH" } },
  U0NADIA: { id: "U0NADIA", team_id: "T0PRAIRIE", enterprise_user: { enterprise_id: "E0PRAIRIE" } },
  U0TOM: { id: "U0TOM", team_id: "T0PLAIN" },
};
const client = {
  users: { info: async ({ user }: { user: string }) => ({ ok: true, user: users[user] }) },
  auth: {
    test: async () => ({ ok: true, team_id: "T0CARRIER", enterprise_id: "E0NORTH", user_id: "U0BOT", bot_id: "B0BOT" }),
  },
} as unknown as WebClient;
const aDirectory = () => createDirectory(client, us, { now: () => 0 });
const unresolved = (user: string) => accountId(`slack:?:${user}`);

describe("a person in an organisation of Enterprise Grid", () => {
  it.each([
    ["U0SAM", "slack:T0CARRIER", { workspaceAdmin: true, guest: false }],
    ["U0DANA", "slack:T0CARRIER", { workspaceAdmin: false, guest: false }],
    ["U0GUS", "slack:T0CARRIER", { guest: true }],
    ["U0NADIA", "slack:E0PRAIRIE", { workspaceAdmin: false }],
    ["U0TOM", "slack:T0PLAIN", {}],
  ])("%s is of %s, by whatever Slack calls it", async (user, company, more) => {
    const found = await aDirectory().find(unresolved(user));
    expect(found).toMatchObject({ company, account: `${company}:${user}`, ...more });
  });

  it.each([
    ["our own organisation", "U0SAM", "E0NORTH", "T0CARRIER", "slack:T0CARRIER"],
    ["another workspace of it", "U0DANA", "T0OTHERHOUSE", "E0NORTH", "slack:T0CARRIER"],
    ["another company's organisation", "U0NADIA", "E0PRAIRIE", "E0PRAIRIE", "slack:E0PRAIRIE"],
    ["another company's workspace, which is of one", "U0NADIA", "T0PRAIRIE", "E0PRAIRIE", "slack:E0PRAIRIE"],
    ["a company without one", "U0TOM", "T0PLAIN", "T0PLAIN", "slack:T0PLAIN"],
  ])("of %s has one account, whether they press, send or mention", async (_, user, pressed, mentioned, company) => {
    const directory = aDirectory();
    await directory.find(unresolved(user));
    const person = { id: user, team_id: pressed };
    const view = { id: "V1", type: "modal" };
    const visitors = [
      pressOf(pressSchema.parse({ user: person, actions: [{ action_id: "a" }] }), us, directory).visitor,
      submissionOf(submissionSchema.parse({ user: person, view }), us, directory).visitor,
      await eventVisitor(
        eventSchema.parse({ event_id: "Ev1", event: { type: "app_mention", user, user_team: mentioned } }),
        us,
        directory,
      ),
    ];
    expect(visitors.map(({ account }) => account)).toEqual(Array(3).fill(`${company}:${user}`));
    expect(visitors.map(({ onlyMentions }) => onlyMentions)).toEqual(
      Array(3).fill(company === "slack:T0CARRIER" ? undefined : true),
    );
  });

  it("is of the carrier where they type the command in another workspace of its organisation", () => {
    const typed = { team_id: "T0OTHERHOUSE", enterprise_id: "E0NORTH", channel_id: "C1", user_id: "U0DANA" };
    const { visitor } = commandOf(commandSchema.parse({ ...typed, trigger_id: "1.2" }), us);
    expect(visitor).toMatchObject({ account: "slack:T0CARRIER:U0DANA", company: "slack:T0CARRIER" });
    expect(visitor).not.toHaveProperty("onlyMentions");
  });
});

describe("the bot", () => {
  it("learns from Slack of which organisation its workspace is", async () => {
    expect(await identify(client)).toMatchObject({ team: "T0CARRIER", enterprise: "E0NORTH" });
  });

  it("takes nobody for its own where it is of no organisation", () => {
    const alone = { team: "T0CARRIER" };
    expect(organisationOf(alone, "E0NORTH", undefined, null, "", "?")).toBe("E0NORTH");
    expect(organisationOf(alone, "T0PRAIRIE", "E0PRAIRIE")).toBe("E0PRAIRIE");
    expect(organisationOf(alone, "?", undefined)).toBeUndefined();
  });
});
