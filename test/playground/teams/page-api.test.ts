import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TeamsAct, TeamsSeatList, TeamsView } from "../../../src/playground/wire-teams.ts";
import { card, message, type Together, together, words } from "./support/bot.ts";

let running: Together;
let server: Server;
let origin: string;

const open = { type: "Action.Submit", title: "Open", data: { msteams: { type: "task/fetch" } } };
const asked = { type: "Action.Execute", title: "Ask", verb: "ask" };

beforeEach(async () => {
  running = await together({
    message: async (context) =>
      void (await context.sendActivity(
        message(
          card([words("Hello <at>Tom Okafor</at>")], {
            actions: [open, asked],
            refresh: {
              action: { type: "Action.Execute", verb: "refresh" },
              userIds: [running.teams.as("U0SAM").teamsId],
            },
            msteams: {
              entities: [
                {
                  type: "mention",
                  text: "<at>Tom Okafor</at>",
                  mentioned: { id: running.teams.as("U0TOM").teamsId, name: "Tom Okafor" },
                },
              ],
            },
          }),
        ),
      )),
    invoke: (context) =>
      context.activity.name === "task/fetch"
        ? { status: 200, body: { task: { type: "continue", value: { title: "Form", card: card([words("Form")]) } } } }
        : {
            status: 200,
            body: {
              statusCode: 200,
              type: "application/vnd.microsoft.card.adaptive",
              value: card([words(`Own view of ${context.activity.from.name}`)], { actions: [asked] }).content,
            },
          },
  });
  server = createServer((req, res) => {
    void running.teams.handlePage(req, res).then((served) => served || res.writeHead(404).end("not the page's"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await running.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const get = (path: string, headers = {}) => fetch(`${origin}/playground/api/teams/${path}`, { headers });
const view = async (seat: string) => (await (await get(`view?seat=${seat}`)).json()) as TeamsView;
const act = async (body: TeamsAct) => {
  const response = await fetch(`${origin}/playground/api/teams/act`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.json();
};

describe("the page's doors", () => {
  it("list the seats, with their accounts in both playgrounds", async () => {
    const { seats, first } = (await (await get("seats")).json()) as TeamsSeatList;
    expect(seats.map((one) => [one.name, one.company, one.guest, one.slackSeat])).toEqual([
      ["Sam Ortega", "Northline Carrier", false, "U0SAM"],
      ["Dana Whitfield", "Northline Carrier", false, "U0DANA"],
      ["Riley Chen", "Northline Carrier", false, "U0RILEY"],
      ["Tess Kim", "Northline Carrier", false, undefined],
      ["Nadia Brooks", "Prairie Telecom", true, "U0NADIA"],
      ["Tom Okafor", "Prairie Telecom", false, "U0TOM"],
      ["Omar Haddad", "Third Line Inc", false, "U0OMAR"],
    ]);
    expect(first).toBe(seats[0]?.id);
  });

  it("show each seat what it may see, mark what waits, and let it say, press, close and read", async () => {
    const { teams } = running;
    const [sam, tom] = [teams.as("U0SAM").id, teams.as("U0TOM").id];
    const before = await view(tom);
    expect(before).toMatchObject({
      bot: { name: "Onboarding" },
      commands: [{ title: "status" }],
      timeZone: "America/Chicago",
    });
    expect(before.conversations.map((one) => [one.kind, one.name, one.team])).toEqual([
      ["channel", "Prairie Telecom", "Reseller onboarding"],
      ["channel", "New reseller", "Reseller onboarding"],
    ]);
    expect(before.conversations[0]?.companies).toEqual(["Northline Carrier", "Prairie Telecom", "Third Line Inc"]);
    expect((await view(sam)).conversations.map((one) => one.kind)).toEqual([
      "channel",
      "channel",
      "groupChat",
      "personal",
    ]);

    const conversation = before.conversations[0]?.id ?? "";
    expect(await act({ act: "say", seat: sam, conversation, text: "@Onboarding <b>hi</b>" })).toEqual({ ok: true });
    await teams.until(() => teams.conversation("Prairie Telecom").messages.length === 2, "the answer");
    const seen = await view(tom);
    const [said, answer] = seen.conversations[0]?.messages ?? [];
    expect(said).toMatchObject({ text: "<at>Onboarding</at> &lt;b&gt;hi&lt;/b&gt;", textFormat: "xml" });
    expect(answer).toMatchObject({ replyTo: said?.id, mentions: [tom] });
    expect(seen.waiting[tom]).toEqual({ unread: 2, addressed: 1 });
    expect(seen.conversations[0]?.unread).toBe(2);

    const place = { kind: "message", conversation, message: answer?.id ?? "", card: 0 } as const;
    expect(await act({ act: "press", seat: tom, place, action: open, inputs: {} })).toEqual({ ok: true });
    const { dialog } = await view(tom);
    expect(dialog).toMatchObject({ title: "Form", card: { type: "AdaptiveCard" } });
    await act({ act: "closeDialog", seat: tom, dialog: dialog?.id ?? "" });
    expect(await view(tom)).not.toHaveProperty("dialog");
    await act({ act: "read", seat: tom, conversation });
    expect((await view(tom)).waiting[tom]).toEqual({ unread: 0, addressed: 0 });
    const forged = { ...open, data: { msteams: { type: "task/fetch" }, a: "another" } };
    expect(await act({ act: "press", seat: tom, place, action: forged, inputs: {} })).toMatchObject({ ok: false });
  });

  it("refresh a seat's own views once the page shows them", async () => {
    const { teams } = running;
    const sam = teams.as("U0SAM").id;
    await teams.as("U0TOM").say("Prairie Telecom", "@Onboarding menu");
    await view(sam);
    await expect
      .poll(async () => JSON.stringify(await view(sam)), { timeout: 5_000 })
      .toContain("Own view of Sam Ortega");
    expect(JSON.stringify(await view(teams.as("U0TOM").id))).not.toContain("Own view of");
  });

  it("tell of changes as they come", async () => {
    const { teams } = running;
    const abort = new AbortController();
    const response = await fetch(`${origin}/playground/api/teams/changes?seat=${teams.as("U0TOM").id}`, {
      signal: abort.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toMatch(/^data: \{"revision":\d+\}/);
    await teams.as("U0SAM").say("Prairie Telecom", "news");
    expect((await reader?.read())?.value).toMatch(/^data: \{"revision":\d+\}/);
    abort.abort();
  });

  it("are shut to strangers and to nonsense", async () => {
    expect((await get("seats", { origin: "https://elsewhere.example" })).status).toBe(403);
    expect((await get("seats", { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await get("view?seat=nobody")).status).toBe(404);
    expect((await get("nothing")).status).toBe(404);
    expect((await fetch(`${origin}/playground/api/seats`)).status).toBe(404);
    const post = (body: string, type = "application/json") =>
      fetch(`${origin}/playground/api/teams/act`, { method: "POST", body, headers: { "content-type": type } });
    expect((await post("{}", "text/plain")).status).toBe(415);
    expect((await post('{"act":"fly"}')).status).toBe(400);
    expect((await post('{"act":"read","seat":"nobody","conversation":"x"}')).status).toBe(404);
  });
});
