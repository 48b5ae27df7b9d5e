import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLocalSlack, type LocalSlack } from "../../src/playground/slack/server.ts";
import type { SeatList, SeatView } from "../../src/playground/wire.ts";
import { button, COMMAND, plain, SECRET, section, TOKEN } from "./support/bolt-app.ts";

let slack: LocalSlack;
let page: Server;
let base: string;
let apiUrl: string;
let clock: string[];

beforeEach(async () => {
  clock = [];
  slack = createLocalSlack({ onClock: (to) => void clock.push(to), now: () => new Date("2026-03-02T15:00:00Z") });
  ({ apiUrl } = await slack.listen());
  slack.connectBot({ requestUrl: "http://127.0.0.1:9/", signingSecret: SECRET, botToken: TOKEN, command: COMMAND });
  page = createServer(async (req, res) => {
    if (!(await slack.handlePage(req, res))) res.writeHead(404).end("not the page's");
  });
  await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
});
afterEach(async () => {
  page.closeAllConnections();
  page.close();
  await slack.close();
});

const get = async <T>(path: string): Promise<T> => (await fetch(`${base}/playground/api/${path}`)).json() as Promise<T>;
const act = async (body: unknown): Promise<unknown> =>
  (
    await fetch(`${base}/playground/api/act`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    })
  ).json();

/** A request with headers that fetch would not let through. */
function raw(headers: Record<string, string>, method = "POST", path = "act", body = "{}"): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${base}/playground/api/${path}`, { method, headers }, (res) => {
      res.resume();
      resolve(res.statusCode ?? 0);
    });
    outgoing.on("error", reject);
    outgoing.end(method === "POST" ? body : undefined);
  });
}

describe("the page's doors", () => {
  it("list the seats of all companies, and nobody else's requests", async () => {
    const { seats, first } = await get<SeatList>("seats");
    expect(seats.map((one) => one.name)).toEqual([
      "Sam Ortega",
      "Dana Whitfield",
      "Riley Chen",
      "Nadia Brooks",
      "Tom Okafor",
      "Ines Duarte",
      "Paul Meyer",
      "Omar Haddad",
    ]);
    expect(first).toBe("U0SAM");
    expect(seats[3]).toEqual({
      id: "U0NADIA",
      name: "Nadia Brooks",
      role: "Founder, onboarding lead, Prairie Telecom",
      company: "Prairie Telecom",
      teamId: "T0PRAIRIE",
      appInstalled: false,
    });
    expect((await fetch(`${base}/elsewhere`)).status).toBe(404);
    expect(await (await fetch(`${base}/elsewhere`)).text()).toBe("not the page's");
  });

  it("show a seat what it may see", async () => {
    await slack.as("U0SAM").say("#prairie-telecom", "Welcome <@U0NADIA>");
    const nadia = await get<SeatView>("view?seat=U0NADIA");
    expect(nadia).toMatchObject({
      now: "2026-03-02T15:00:00.000Z",
      timeZone: "America/Chicago",
      botUserId: "U0BOT",
      command: { name: "/onboard" },
      modals: [],
    });
    expect(nadia).not.toHaveProperty("home");
    expect(nadia.channels.map((one) => one.name)).toEqual(["#prairie-telecom", "#new-reseller"]);
    expect(nadia.channels[0]).toMatchObject({
      companies: ["Northline Carrier", "Prairie Telecom", "Third Line Inc"],
      unread: 1,
      messages: [
        {
          text: "Welcome <@U0NADIA>",
          at: "2026-03-02T15:00:00.000Z",
          ephemeral: false,
          author: { name: "Sam Ortega", company: "Northline Carrier", bot: false },
        },
      ],
    });
    expect(await get<SeatView>("view?seat=U0SAM")).toMatchObject({
      home: null,
      channels: [{ unread: 0 }, {}, {}, { kind: "direct", name: "Onboarding" }],
    });
    expect((await fetch(`${base}/playground/api/view?seat=U0NOBODY`)).status).toBe(404);
    expect((await fetch(`${base}/playground/api/view?seat=U0BOT`)).status).toBe(404);
  });

  it("take acts, and say what Slack would", async () => {
    expect(await act({ act: "say", seat: "U0NADIA", channel: "C0PRAIRIE", text: "hello" })).toEqual({ ok: true });
    expect(await act({ act: "say", seat: "U0OMAR", channel: "C0NEWRES", text: "hello" })).toEqual({
      ok: false,
      problem: "You are not in this channel.",
    });
    expect(await act({ act: "command", seat: "U0NADIA", channel: "C0PRAIRIE", text: "" })).toMatchObject({ ok: false });
    expect(await act({ act: "read", seat: "U0SAM", channel: "C0PRAIRIE" })).toEqual({ ok: true });
    expect(
      await act({
        act: "press",
        seat: "U0SAM",
        place: { kind: "message", channel: "C0PRAIRIE", ts: "1.1" },
        blockId: "b",
        actionId: "a",
      }),
    ).toMatchObject({ ok: false });
    expect(await act({ act: "submit", seat: "U0SAM", viewId: "V1", state: {} })).toMatchObject({ ok: false });
    expect(await act({ act: "close", seat: "U0SAM", viewId: "V1" })).toMatchObject({ ok: false });
    expect(await act({ act: "clock", to: "plusDay" })).toEqual({ ok: true });
    expect(clock).toEqual(["plusDay"]);
  });

  it("end with the local Slack", async () => {
    const response = await fetch(`${base}/playground/api/changes?seat=U0NADIA`);
    await slack.close();
    expect(await response.text()).toMatch(/^data: /);
  });

  it("tell open pages of changes, and keep still when nothing changed", async () => {
    const response = await fetch(`${base}/playground/api/changes?seat=U0NADIA`);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const revisions = async () =>
      [...((await reader?.read())?.value ?? "").matchAll(/data: \{"revision":(\d+)\}\n\n/g)].map((one) =>
        Number(one[1]),
      );
    const [before = 0] = await revisions();
    await slack.as("U0SAM").say("#prairie-telecom", "news");
    const [after = 0] = await revisions();
    expect(after).toBeGreaterThan(before);
    expect(await get<SeatView>("view?seat=U0NADIA")).toMatchObject({ revision: after });
    await act({ act: "read", seat: "U0NADIA", channel: "C0PRAIRIE" });
    const { revision } = await get<SeatView>("view?seat=U0NADIA");
    await act({ act: "read", seat: "U0NADIA", channel: "C0PRAIRIE" });
    expect(await get<SeatView>("view?seat=U0NADIA")).toMatchObject({ revision });
    await reader?.cancel();
  });

  it("answer only this machine's own pages, in JSON, of bounded size", async () => {
    const json = { "content-type": "application/json" };
    const say = JSON.stringify({ act: "say", seat: "U0NADIA", channel: "C0PRAIRIE", text: "hello" });
    expect(await raw({ ...json, host: "localhost:3000", origin: "http://localhost:3000" }, "POST", "act", say)).toBe(
      200,
    );
    expect(await raw({ ...json, host: "[::1]:3000" }, "POST", "act", say)).toBe(200);
    expect(await raw({ ...json, host: "rebound.example" }, "POST", "act", say)).toBe(403);
    expect(await raw({ host: "rebound.example" }, "GET", "view?seat=U0NADIA")).toBe(403);
    expect(await raw({ ...json, origin: "https://evil.example" }, "POST", "act", say)).toBe(403);
    expect(await raw({ ...json, origin: "null" }, "POST", "act", say)).toBe(403);
    expect(await raw({ ...json, origin: "http://localhost.evil.example" }, "POST", "act", say)).toBe(403);
    expect(await raw({ ...json, "sec-fetch-site": "cross-site" }, "POST", "act", say)).toBe(403);
    expect(await raw({ "content-type": "text/plain" }, "POST", "act", say)).toBe(415);
    expect(await raw(json, "POST", "act", "{")).toBe(400);
    expect(await raw(json, "POST", "act", JSON.stringify({ act: "say", seat: "U0NADIA", channel: 5, text: "x" }))).toBe(
      400,
    );
    expect(
      await raw(json, "POST", "act", JSON.stringify({ act: "say", seat: "U0NOBODY", channel: "C0PRAIRIE", text: "x" })),
    ).toBe(404);
    expect(await raw(json, "POST", "act", `{"text":"${"x".repeat(300_000)}"}`)).toBe(413);
    expect(await raw(json, "GET", "act")).toBe(404);
    expect(slack.as("U0NADIA").channel("#prairie-telecom").messages).toHaveLength(2);
  });

  it("take presses with the element's fields, and refuse choices that are not on offer", async () => {
    const select = { type: "static_select", action_id: "pick", options: [{ text: plain("One"), value: "1" }] };
    await fetch(`${apiUrl}chat.postMessage`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({
        channel: "C0DESK",
        text: "x",
        blocks: [section("x"), { type: "actions", block_id: "row", elements: [button("go", "Go"), select] }],
      }),
    });
    const ts = slack.as("U0SAM").last("#wholesale-desk")?.ts ?? "";
    const press = (actionId: string, fields?: unknown) =>
      act({
        act: "press",
        seat: "U0SAM",
        place: { kind: "message", channel: "C0DESK", ts },
        blockId: "row",
        actionId,
        fields,
      });
    expect(await press("pick", { selected_option: { text: plain("Two"), value: "2" } })).toEqual({
      ok: false,
      problem: "This choice is not on offer.",
    });
    expect(slack.log.deliveries()).toEqual([]);
    expect(
      await press("pick", { selected_option: select.options[0] }),
      "nobody listens at the bot's address",
    ).toMatchObject({ ok: false, problem: expect.stringContaining("could not be reached") });
    expect(slack.log.deliveries("block_actions")[0]?.payload.actions).toMatchObject([
      { action_id: "pick", selected_option: { value: "1" } },
    ]);
  });
});
