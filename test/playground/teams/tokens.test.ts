import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askForToken, call, requestToken, type Together, together } from "./support/bot.ts";

let running: Together;
beforeEach(async () => {
  // botbuilder tells the console of every token that it turns away.
  vi.spyOn(console, "error").mockImplementation(() => {});
  running = await together({});
});
afterEach(async () => {
  await running.stop();
  vi.restoreAllMocks();
});

describe("an activity's token", () => {
  it("is validated by botbuilder with the local metadata and taken when it is right", async () => {
    const { teams, heard } = running;
    const outcome = await teams.deliver(teams.activityOf("U0SAM", "@bot", "status"));
    expect(outcome).toMatchObject({ kind: "answered", status: 200 });
    expect(heard).toHaveLength(1);
  });

  it.each([
    ["none", 401],
    ["garbage", 401],
    ["expired", 401],
    ["wrongAudience", 401],
    ["wrongIssuer", 401],
    ["wrongKey", 401],
    ["otherServiceUrl", 401],
    // botbuilder's own slip: a bot has to make 401 of these.
    ["forgedSignature", 500],
    ["algNone", 500],
  ] as const)("is turned away when it is wrong: %s", async (token, status) => {
    const { teams, heard } = running;
    const outcome = await teams.deliver(teams.activityOf("U0SAM", "@bot", "status"), { token });
    expect(outcome).toMatchObject({ kind: "answered", status });
    expect(heard).toEqual([]);
  });

  it("goes along when an earlier delivery is sent again as it was", async () => {
    const { teams, heard } = running;
    await teams.as("U0SAM").say("@bot", "once");
    const [entry] = teams.log.deliveries("message");
    if (!entry) throw new Error("nothing was delivered");
    await teams.replay(entry);
    await teams.replay(entry, "valid");
    expect(await teams.replay(entry, "expired")).toMatchObject({ status: 401 });
    expect(heard.map((one) => one.id)).toEqual([entry.activity.id, entry.activity.id, entry.activity.id]);
  });
});

describe("the bot's token", () => {
  it("is given for the right client, secret and scope", async () => {
    const response = await requestToken(running.settings);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
  });

  it.each([
    ["client_id", "another", 400, "unauthorized_client"],
    ["client_secret", "guessed", 401, "invalid_client"],
    ["scope", "https://graph.microsoft.com/.default", 400, "invalid_scope"],
    ["grant_type", "password", 400, "unsupported_grant_type"],
  ])("is refused for a wrong %s", async (field, value, status, error) => {
    const response = await requestToken(running.settings, { [field]: value });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error });
  });

  it("opens the connector, which nothing else does", async () => {
    const { teams, settings } = running;
    const path = `/${encodeURIComponent(teams.conversation("Prairie Telecom").id)}/members`;
    expect((await call(settings, "GET", path)).status).toBe(200);
    for (const token of [null, "garbage"])
      expect((await call(settings, "GET", path, undefined, token)).status).toBe(401);
    const earlier = await askForToken(settings);
    teams.revokeTokens();
    expect((await call(settings, "GET", path, undefined, earlier)).status).toBe(401);
    expect((await call(settings, "GET", path)).status).toBe(200);
  });

  it("ends after its time", async () => {
    await running.stop();
    running = await together({}, { tokenSeconds: 0 });
    const path = `/${encodeURIComponent(running.teams.conversation("New reseller").id)}/members`;
    expect((await call(running.settings, "GET", path)).status).toBe(401);
  });

  it("leaves neither secret nor token in the log", async () => {
    const token = await askForToken(running.settings);
    const log = JSON.stringify(running.teams.log.entries);
    expect(log).not.toContain(running.settings.appPassword);
    expect(log).not.toContain(token);
  });
});
