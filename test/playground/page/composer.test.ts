import { describe, expect, it } from "vitest";
import { completionsFor } from "../../../src/playground/page/workspace/completions.ts";
import { sendingOf } from "../../../src/playground/page/workspace/typed-text.ts";
import type { Seat, SeatView } from "../../../src/playground/wire.ts";

const nadia: Seat = {
  id: "U0NADIA",
  name: "Nadia Brooks",
  role: "Lead, Prairie Telecom",
  company: "Prairie Telecom",
  teamId: "T2",
  appInstalled: false,
};
const sam: Seat = {
  id: "U0SAM",
  name: "Sam Ortega",
  role: "Service manager, Northline",
  company: "Northline",
  teamId: "T1",
  appInstalled: true,
};

const seenBy = (seat: Seat): SeatView => ({
  revision: 1,
  seat,
  now: "2026-03-02T15:00:00Z",
  timeZone: "America/Chicago",
  channels: [],
  modals: [],
  people: [sam, nadia],
  botUserId: "U0BOT",
  command: { name: "/onboard", hint: "[start | status | next]", description: "Start or continue" },
});

const offered = (text: string, seat = sam) => completionsFor(text, text.length, seenBy(seat));
const labels = (text: string, seat = sam) => offered(text, seat).choices.map((choice) => choice.label);

describe("what the composer offers", () => {
  it("the command, as soon as a slash is typed", () => {
    expect(labels("/")).toEqual(["/onboard"]);
    expect(labels("/other")).toEqual([]);
  });
  it("its subcommands after it, none of them until a letter chooses", () => {
    expect(labels("/onboard ")).toEqual(["/onboard start", "/onboard status", "/onboard next"]);
    expect(offered("/onboard ").begun).toBe(false);
    expect(labels("/onboard sta")).toEqual(["/onboard start", "/onboard status"]);
    expect(offered("/onboard sta").begun).toBe(true);
  });
  it("no command where the app isn't installed, and says so", () => {
    expect(labels("/on", nadia)).toEqual([]);
    expect(offered("/on", nadia).note).toContain("not at Prairie Telecom");
  });
  it("people and the app after an at sign, also in the middle", () => {
    expect(labels("@")).toEqual(["@Onboarding", "@Sam Ortega", "@Nadia Brooks"]);
    expect(labels("ask @ort")).toEqual(["@Sam Ortega"]);
    expect(labels("mail@ort")).toEqual([]);
  });
});

describe("what the composer sends", () => {
  it("the rest of a command, and the command alone", () => {
    expect(sendingOf("/onboard  status ", seenBy(sam))).toEqual({ kind: "command", text: "status" });
    expect(sendingOf("/onboard", seenBy(sam))).toEqual({ kind: "command", text: "" });
  });
  it("names the command that nobody knows", () => {
    expect(sendingOf("/offboard now", seenBy(sam))).toEqual({ kind: "unknown command", name: "/offboard" });
  });
  it("mentions for the names that follow an at sign, and all else as typed", () => {
    expect(sendingOf("@Onboarding what's next, @sam ortega? <b> @Nobody", seenBy(nadia))).toEqual({
      kind: "say",
      text: "<@U0BOT> what's next, <@U0SAM>? <b> @Nobody",
    });
  });
});
