import { describe, expect, it } from "vitest";
import { completionsIn } from "../../../src/playground/page/teams/command-completions.ts";
import { postsIn } from "../../../src/playground/page/teams/posts.ts";
import { addressedIn, unreadIn } from "../../../src/playground/page/teams/unread.ts";
import type { TeamsConversationView, TeamsMessageView } from "../../../src/playground/wire-teams.ts";

const message = (id: string, minute: number, more: Partial<TeamsMessageView> = {}): TeamsMessageView => ({
  id,
  author: { id: "bot", name: "Onboarding", company: "Northline", bot: true },
  text: id,
  textFormat: "markdown",
  cards: [],
  at: new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString(),
  mentions: [],
  ...more,
});

const channel = (messages: readonly TeamsMessageView[], unread = 0): TeamsConversationView => ({
  id: "19:abc@thread.tacv2",
  kind: "channel",
  name: "Prairie Telecom",
  team: "Reseller onboarding",
  companies: [],
  unread,
  messages,
});

describe("the posts of a channel", () => {
  it("have their replies below them", () => {
    const posts = postsIn([message("one", 1), message("two", 2), message("to one", 3, { replyTo: "one" })]);
    expect(posts.map((post) => [post.message.id, post.replies.map((reply) => reply.id)])).toEqual([
      ["one", ["to one"]],
      ["two", []],
    ]);
  });
  it("keep a reply whose post can't be seen", () => {
    expect(postsIn([message("late", 1, { replyTo: "gone" })]).map((post) => post.message.id)).toEqual(["late"]);
  });
});

describe("what is unread", () => {
  const own = { author: { id: "sam", name: "Sam", company: "Northline", bot: false } };
  const messages = [
    message("old", 1),
    message("post", 2),
    message("own", 4, own),
    message("reply to the old one", 3, { replyTo: "old", mentions: ["sam"] }),
  ];

  it("are the newest ones by others, wherever they stand", () => {
    expect(unreadIn(channel(messages, 2), "sam").map(({ id }) => id)).toEqual(["post", "reply to the old one"]);
  });
  it("is addressed to whom it mentions, and one to one always", () => {
    expect(addressedIn(channel(messages, 2), "sam")).toBe(1);
    expect(addressedIn(channel(messages, 2), "tom")).toBe(0);
    expect(addressedIn({ ...channel(messages, 2), kind: "personal" }, "tom")).toBe(2);
  });
});

describe("what the composer in Teams offers", () => {
  const knows = {
    bot: { id: "28:bot", name: "Onboarding" },
    commands: [
      { title: "status", description: "The whole checklist" },
      { title: "start", description: "Start an onboarding" },
      { title: "next", description: "What comes next" },
    ],
  };
  const offered = (text: string, kind: TeamsConversationView["kind"] = "channel") =>
    completionsIn({ kind }, text, text.length, knows);
  const labels = (text: string, kind?: TeamsConversationView["kind"]) =>
    offered(text, kind).choices.map((choice) => choice.label);

  it("the app, as soon as an at sign is typed", () => {
    expect(offered("ask @on").choices[0]).toMatchObject({ label: "@Onboarding", text: "ask @Onboarding " });
    expect(labels("mail@on")).toEqual([]);
    expect(labels("@tom")).toEqual([]);
  });
  it("the commands after its mention, none of them until a letter chooses", () => {
    expect(labels("@Onboarding ")).toEqual(["status", "start", "next"]);
    expect(offered("@Onboarding ").begun).toBe(false);
    expect(offered("@Onboarding STA").choices[0]).toMatchObject({ text: "@Onboarding status" });
    expect(offered("@Onboarding STA").begun).toBe(true);
  });
  it("nothing once it is a sentence", () => {
    expect(labels("@Onboarding the OCN for Minnesota is 508J")).toEqual([]);
    expect(labels("status, please")).toEqual([]);
  });
  it("the commands without a mention one to one, once something is typed", () => {
    expect(labels("ne", "personal")).toEqual(["next"]);
    expect(labels("", "personal")).toEqual([]);
    expect(labels("ne", "groupChat")).toEqual([]);
  });
});
