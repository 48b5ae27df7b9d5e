import { TeamsInfo } from "botbuilder";
import { afterEach, describe, expect, it } from "vitest";
import { call, card, message, type Together, teamsAlone, together, words } from "./support/bot.ts";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function alone(options = {}) {
  const made = await teamsAlone(options);
  ends.push(() => made.teams.close());
  return { ...made, ask: (method: string, path: string, body?: unknown) => call(made.settings, method, path, body) };
}

const text = (words: string) => ({ type: "message", text: words });

describe("a bot that writes unasked", () => {
  it("begins a thread in a channel, answers in it, and updates and deletes what is its own", async () => {
    const { teams, ask, idOf } = await alone();
    const place = `/${idOf("Prairie Telecom")}/activities`;
    const top = await ask("POST", place, text("The checklist"));
    expect(top).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^\d{13}$/) } });
    const thread = encodeURIComponent(`;messageid=${top.body.id}`);
    const reply = await ask("POST", `/${idOf("Prairie Telecom")}${thread}/activities`, text("News"));
    const other = await ask("POST", `${place}/${top.body.id}`, text("More"));
    expect((await ask("PUT", `${place}/${reply.body.id}`, text("Newer"))).status).toBe(200);
    expect((await ask("DELETE", `${place}/${other.body.id}`)).status).toBe(200);
    expect(teams.conversation("Prairie Telecom").messages).toMatchObject([
      { text: "The checklist", author: { bot: true, company: "Northline Carrier" } },
      { text: "Newer", replyTo: top.body.id, editedAt: expect.any(String) },
    ]);
  });

  it("begins a thread in a channel through /v3/conversations", async () => {
    const { teams, ask } = await alone();
    const { id } = teams.conversation("New reseller");
    const made = await ask("POST", "", { isGroup: true, channelData: { channel: { id } }, activity: text("Hello") });
    expect(made).toMatchObject({ status: 201, body: { id: `${id};messageid=${made.body.activityId}` } });
    expect(teams.as("U0TOM").last("New reseller")).toMatchObject({ id: made.body.activityId, text: "Hello" });
  });

  it.each(["29:", "aad", "8:orgid:"])("opens a chat one to one with the carrier's people, by %s id", async (kind) => {
    const { teams, ask, settings } = await alone();
    const sam = teams.as("Sam Ortega");
    const id = { "29:": sam.teamsId, aad: sam.id, "8:orgid:": `8:orgid:${sam.id}` }[kind];
    const made = await ask("POST", "", { isGroup: false, members: [{ id }], tenantId: settings.tenantId });
    expect(made).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^a:1/) } });
    await ask("POST", `/${encodeURIComponent(String(made.body.id))}/activities`, text("Just you"));
    expect(sam.last("@bot")).toMatchObject({ text: "Just you" });
  });

  it.each(["Nadia Brooks", "Tom Okafor"])("is refused one to one with %s", async (name) => {
    const { teams, ask, settings } = await alone();
    const members = [{ id: teams.as(name).id }];
    expect(await ask("POST", "", { members, tenantId: settings.tenantId })).toMatchObject({
      status: 403,
      body: { error: { code: "ForbiddenOperationException" } },
    });
    expect(await ask("POST", "", { members })).toMatchObject({ status: 400, body: { error: { code: "BadSyntax" } } });
  });

  it("is told what is not there, and where it may not be", async () => {
    const { teams, ask, idOf } = await alone();
    const place = idOf("Prairie Telecom");
    const error = async (method: string, path: string, body?: unknown) => {
      const answer = await ask(method, path, body);
      return [answer.status, (answer.body.error as { code: string }).code];
    };
    expect(await error("POST", "/19%3Anowhere%40thread.tacv2/activities", text("x"))).toEqual([
      404,
      "ConversationNotFound",
    ]);
    expect(await error("POST", `/${place}%3Bmessageid%3D1/activities`, text("x"))).toEqual([
      404,
      "ConversationNotFound",
    ]);
    expect(await error("PUT", `/${place}/activities/1`, text("x"))).toEqual([404, "ActivityNotFoundInConversation"]);
    expect(await error("GET", `/${place}/members/nobody`)).toEqual([404, "MemberNotFoundInConversation"]);
    await teams.as("U0SAM").say("Prairie Telecom", "mine");
    const sams = teams.conversation("Prairie Telecom").messages[0]?.id;
    expect(await error("PUT", `/${place}/activities/${sams}`, text("x"))).toEqual([403, "ForbiddenOperationException"]);
    await teams.uninstall("Prairie Telecom");
    expect(await error("POST", `/${place}/activities`, text("x"))).toEqual([403, "BotNotInConversationRoster"]);
    await teams.archiveTeam("Reseller onboarding");
    expect(await error("POST", `/${idOf("New reseller")}/activities`, text("x"))).toEqual([
      403,
      "ForbiddenOperationException",
    ]);
    const channel = idOf("New reseller");
    await teams.deleteChannel("New reseller");
    expect(await error("GET", `/${channel}/members`)).toEqual([404, "ConversationNotFound"]);
    expect((await ask("GET", "/a/b/c/d")).status).toBe(404);
  });
});

describe("a message that Teams does not take", () => {
  const box = (element: unknown, more = {}) => message(card([element], more));
  const many = (count: number) => Array.from({ length: count }, (_, n) => ({ type: "Action.Submit", title: `${n}` }));

  it.each([
    ["larger than 28 KB", box(words("x".repeat(28 * 1024))), 413, "MessageSizeTooBig"],
    ["empty", { type: "message" }, 400, "neither text nor attachments"],
    ["another format", { ...text("x"), textFormat: "html" }, 400, "unknown textFormat"],
    ["no message at all", { type: "event" }, 400, "Unknown activity type"],
    [
      "another kind of card",
      message({ contentType: "application/vnd.microsoft.card.hero", content: {} }),
      400,
      "Adaptive Cards only",
    ],
    ["a newer card", box(words("x"), { version: "1.6" }), 400, "newer than Teams' 1.5"],
    ["an unknown element", box({ type: "Hologram" }), 400, "card.body[0] has the unknown type Hologram"],
    ["an unknown action", box(words("x"), { actions: [{ type: "Action.Http" }] }), 400, "unknown type Action.Http"],
    ["six actions", box(words("x"), { actions: many(6) }), 400, "more than 5 actions"],
    ["text without text", box({ type: "TextBlock" }), 400, "lacks text"],
    ["an input without id", box({ type: "Input.Text" }), 400, "lacks id"],
    [
      "two inputs of one id",
      message(
        card([
          { type: "Input.Text", id: "a" },
          { type: "Container", items: [{ type: "Input.Date", id: "a" }] },
        ]),
      ),
      400,
      "repeats the input id a",
    ],
    [
      "choices without values",
      box({ type: "Input.ChoiceSet", id: "a", choices: [{ title: "A" }] }),
      400,
      "not all a title and a value",
    ],
    ["a broken pattern", box({ type: "Input.Text", id: "a", regex: "(" }), 400, "no regular expression"],
    [
      "a refresh that submits",
      box(words("x"), { refresh: { action: { type: "Action.Submit" } } }),
      400,
      "has no Action.Execute",
    ],
    [
      "a refresh for 61 people",
      box(words("x"), { refresh: { action: { type: "Action.Execute" }, userIds: Array.from({ length: 61 }, String) } }),
      400,
      "more than 60 people",
    ],
    [
      "a mention of nobody",
      {
        ...text("<at>X</at>"),
        entities: [{ type: "mention", text: "<at>X</at>", mentioned: { id: "29:x", name: "X" } }],
      },
      400,
      "names nobody",
    ],
  ])("%s", async (_, activity, status, why) => {
    const { ask, idOf } = await alone();
    const answer = await ask("POST", `/${idOf("Prairie Telecom")}/activities`, activity);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(why);
  });

  it("takes mentions that stand in the text, in a message and in a card, and notifies", async () => {
    const { teams, ask, idOf } = await alone();
    const [sam, tom] = [teams.as("U0SAM"), teams.as("U0TOM")];
    const mention = (who: typeof sam, id = who.teamsId) => ({
      type: "mention",
      text: `<at>${who.name}</at>`,
      mentioned: { id, name: who.name },
    });
    const sent = {
      ...message(card([words("Hello <at>Tom Okafor</at>")], { msteams: { entities: [mention(tom, tom.id)] } })),
      text: "And <at>Sam Ortega</at>",
      entities: [mention(sam)],
    };
    expect((await ask("POST", `/${idOf("Prairie Telecom")}/activities`, sent)).status).toBe(201);
    expect(teams.conversation("Prairie Telecom").messages[0]?.mentions).toEqual([sam.id, tom.id]);
    const wrong = message(card([words("Hello")], { msteams: { entities: [mention(tom)] } }));
    expect(await ask("POST", `/${idOf("Prairie Telecom")}/activities`, wrong)).toMatchObject({ status: 400 });
  });
});

describe("the roster", () => {
  it("says who everybody is and whose tenant they are of, to botbuilder too", async () => {
    const running: Together = await together({
      message: async (context) => {
        const member = await TeamsInfo.getMember(context, context.activity.from.id);
        const paged = await TeamsInfo.getPagedMembers(context);
        const channels = await TeamsInfo.getTeamChannels(context);
        await context.sendActivity(JSON.stringify({ member, count: paged.members.length, channels }));
      },
    });
    ends.push(running.stop);
    const { teams } = running;
    await teams.as("Nadia Brooks").say("Prairie Telecom", "@Onboarding who am I?");
    expect(JSON.parse(teams.conversation("Prairie Telecom").messages[1]?.text ?? "")).toMatchObject({
      member: {
        name: "Nadia Brooks",
        aadObjectId: teams.as("Nadia Brooks").id,
        userRole: "user",
        tenantId: running.settings.tenantId,
      },
      // Tom and Omar come from outside into the channel alone; botbuilder asks for the team.
      count: 5,
      channels: [{}, { name: "Prairie Telecom" }, { name: "New reseller" }],
    });
  });

  it("pages, and finds people by either id", async () => {
    const { teams, ask, idOf } = await alone();
    const place = idOf("Prairie Telecom");
    const all = (await ask("GET", `/${place}/members`)).body as unknown as readonly Record<string, unknown>[];
    expect(all).toHaveLength(7);
    const tom = teams.as("Tom Okafor");
    for (const id of [tom.id, tom.teamsId])
      expect((await ask("GET", `/${place}/members/${encodeURIComponent(id)}`)).body).toMatchObject({
        name: "Tom Okafor",
        userRole: "user",
        tenantId: expect.not.stringContaining(teams.world.app.tenantId),
      });
    expect((await ask("GET", `/${place}/pagedmembers?pageSize=2`)).body.members).toHaveLength(7);
  });
});

describe("throttling", () => {
  it("allows seven messages a second and eight in two per conversation, and says when to come again", async () => {
    let now = 0;
    const { ask, idOf } = await alone({ rateLimits: true, monotonic: () => now });
    const post = (name = "Prairie Telecom") => ask("POST", `/${idOf(name)}/activities`, text("x"));
    for (let n = 0; n < 7; n += 1) expect((await post()).status).toBe(201);
    const refused = await post();
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect((await post("New reseller")).status).toBe(201);
    now = 1_000;
    expect((await post()).status).toBe(201);
    expect((await post()).headers.get("retry-after")).toBe("1");
    now = 2_000;
    expect((await post()).status).toBe(201);
  });

  it("allows sixty in half a minute", async () => {
    let now = 0;
    const { ask, idOf } = await alone({ rateLimits: true, monotonic: () => now });
    const post = () => ask("POST", `/${idOf("Prairie Telecom")}/activities`, text("x"));
    for (let n = 0; n < 60; n += 1) {
      expect((await post()).status).toBe(201);
      now += 300;
    }
    expect((await post()).headers.get("retry-after")).toBe("12");
  });
});
