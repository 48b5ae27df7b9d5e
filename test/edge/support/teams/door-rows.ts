/** Requests that are not what Teams would send to this bot, and what it says in passing. */
import { createHmac, createPublicKey } from "node:crypto";
import { describe, it } from "vitest";
import { type Expected, row } from "../rows.ts";
import type { KeysTrouble } from "./keys-gate.ts";
import {
  type Activity,
  channel,
  invokeOf,
  type Knock,
  knock,
  messageOf,
  rightToken,
  shownTo,
  statuses,
  statusOf,
  type TokenKind,
  type Workspace,
  wordsAnswered,
} from "./workspace.ts";

const nothing = { kept: 0, posted: 0 } as const;
const silent = { sees: "nothing", ...nothing } as const;

const keysTroubles: Readonly<Record<KeysTrouble, string>> = {
  unavailable: "the metadata of the signing keys: 503",
  dropped: "the metadata of the signing keys: connection dropped",
  noJson: "the metadata of the signing keys: a page of some network",
  noKeys: "the list of the signing keys: 503",
};

const badTokens: Readonly<Record<Exclude<TokenKind, "valid">, string>> = {
  none: "no token",
  garbage: "a token of nonsense",
  expired: "an expired token",
  notYetValid: "a token that is not valid yet",
  wrongAudience: "a token for another bot",
  wrongIssuer: "a token of another issuer",
  forgedSignature: "a forged signature: the right key's id, another key",
  wrongKey: "a key that nobody lists",
  algNone: "alg: none",
  otherServiceUrl: "a token for another service than the activity names",
};

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The public key, which everybody has, taken for a shared secret. */
async function confusedToken({ settings }: Workspace, right: string): Promise<string> {
  const metadata = await (await fetch(settings.ToBotFromEmulatorOpenIdMetadataUrl ?? "")).json();
  const listed: unknown = await (await fetch((metadata as { jwks_uri: string }).jwks_uri)).json();
  const [key] = (listed as { keys: [{ kid: string }] }).keys;
  const pem = createPublicKey({ key: key as never, format: "jwk" }).export({ type: "spki", format: "pem" });
  const [, claims = ""] = right.split(".");
  const signed = `${base64({ alg: "HS256", typ: "JWT", kid: key.kid })}.${claims}`;
  return `Bearer ${signed}.${createHmac("sha256", pem).update(signed).digest("base64url")}`;
}

/** An activity of Teams' without some of it, or with odd parts. */
type Malformed = (whole: Activity) => string;
const changed =
  (changes: Readonly<Record<string, unknown>>): Malformed =>
  (whole) =>
    JSON.stringify({ ...whole, ...changes });

const unreadable: Readonly<Record<string, Malformed>> = {
  "an empty body": () => "",
  "a body that is no JSON": () => "status, please",
  "JSON that breaks off": (whole) => JSON.stringify(whole).slice(0, -20),
  "the JSON {}": () => "{}",
  "the JSON []": () => "[]",
  "the JSON null": () => "null",
  "a JSON number": () => "5",
  "a JSON text": () => '"status"',
  "a list of activities": (whole) => JSON.stringify([whole]),
  "lists in lists, 100,000 deep": () => "[".repeat(100_000) + "]".repeat(100_000),
  "bytes that are no UTF-8": () => "\u0000\ufffd\u0001",
  "a type that is a number": changed({ type: 5 }),
  "no type": changed({ type: undefined }),
  "no channelId": changed({ channelId: undefined }),
  "no serviceUrl": changed({ serviceUrl: undefined }),
  "a serviceUrl that is a list": changed({ serviceUrl: ["https://smba.trafficmanager.net/"] }),
  "no conversation": changed({ conversation: undefined }),
  "a conversation without an id": changed({ conversation: { conversationType: "channel" } }),
  "a conversation whose id is empty": changed({ conversation: { id: "" } }),
  "a conversation whose id is a thing": changed({ conversation: { id: { $ne: null } } }),
  "a conversation whose id is 10,000 long": changed({ conversation: { id: "1".repeat(10_000) } }),
  "a recipient that is a text": changed({ recipient: "the bot" }),
  "a from that is a text": changed({ from: "Sam Ortega" }),
  "a from without an id": changed({ from: { name: "Sam Ortega" } }),
};

const nobodysBusiness: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "a message from nobody": { from: undefined },
  "a message of the bot's own": { from: { id: "28:3e9b7c58-2d64-4f1a-a0b7-91c5d8e6f024", role: "bot" } },
  "a message that does not name the bot": { entities: [], text: "status" },
  "a reaction": { type: "messageReaction", reactionsAdded: [{ type: "like" }] },
  "an edited message": { type: "messageUpdate" },
  "a deleted message": { type: "messageDelete" },
  "somebody typing": { type: "typing" },
  "an event": { type: "event", name: "application/vnd.microsoft.meetingStart", value: {} },
  "a read receipt": { type: "event", name: "application/vnd.microsoft.readReceipt", value: { lastReadMessageId: 1 } },
  "the end of a conversation": { type: "endOfConversation" },
  "an update of odd members": { type: "conversationUpdate", membersAdded: "everybody", channelData: [] },
  "an update of a kind we don't have": {
    type: "conversationUpdate",
    channelData: { tenant: { id: "0d1f6c3e-4a52-4b7e-9c21-6f0a3b8e7d10" }, eventType: "channelRecoloured" },
  },
  "an activity of a type that nobody knows": { type: "dance" },
};

const otherServices: Readonly<Record<string, string>> = {
  "a service that is not on TEAMS_SERVICE_HOSTS": "https://smba.trafficmanager.net/amer/",
  "a service that only begins like Microsoft's": "https://smba.trafficmanager.net.attacker.example/",
  "a service behind somebody's name": "https://smba.trafficmanager.net@attacker.example/",
  "the listed host, but another port": "http://127.0.0.1:9/amer/",
};

export function doorRows(workspace: () => Workspace): void {
  const sam = () => workspace().teams.as("Sam Ortega");

  const delivered = (what: string, http: Expected["http"], activity: () => Activity, token: TokenKind = "valid") =>
    it(what, () =>
      row(workspace(), what, { http, ...silent }, async () => {
        const { status, body } = statusOf(await workspace().teams.deliver(activity(), { token }));
        return { http: status, sees: body || "nothing" };
      }),
    );
  const knocks = (what: string, http: Expected["http"], request: (authorization: string) => Knock | Promise<Knock>) =>
    it(what, () =>
      row(workspace(), what, { http, ...silent }, async () => {
        const { status, body } = await knock(workspace(), await request(await rightToken(workspace())));
        return { http: status, sees: body || "nothing" };
      }),
    );

  describe("while nobody can say which keys sign, a message waits for a better moment, and the log says why:", () => {
    for (const trouble of Object.keys(keysTroubles) as KeysTrouble[])
      it(keysTroubles[trouble], () =>
        row(
          workspace(),
          `${keysTroubles[trouble]}, then well`,
          { http: "503 200", sees: /What's next for Prairie/, kept: 0, posted: 1 },
          async () => {
            // Keys are kept for a day, so that only the first request of a process asks for them.
            await workspace().again();
            const { keys, teams } = workspace();
            keys.trouble = trouble;
            const before = teams.log.deliveries().length;
            const said = sam().say(channel, "@Onboarding next");
            const [first] = await teams.until(() => {
              const [one] = teams.log.deliveries().slice(before);
              return one?.done && [one];
            }, "the first answer");
            keys.trouble = undefined;
            await said;
            const why = workspace().product.log.filter(
              ({ level, msg }) => level === "error" && /signing keys/.test(msg),
            );
            if (first.answer !== "" || why.length !== 1)
              throw new Error(`it said ${first.answer}, and ${why.length} in the log`);
            return { http: statuses(workspace(), "message", 2), sees: shownTo(sam()) };
          },
        ),
      );
  });

  describe("a request that Teams did not sign for this bot is turned away without a word:", () => {
    for (const kind of Object.keys(badTokens) as (keyof typeof badTokens)[])
      delivered(badTokens[kind], 401, () => messageOf(workspace()), kind);
    knocks("the public key as a shared secret", 401, async (authorization) => ({
      authorization: await confusedToken(workspace(), authorization),
      body: JSON.stringify(messageOf(workspace())),
    }));
    knocks("a token in another scheme", 401, (authorization) => ({
      authorization: authorization.replace("Bearer", "Basic"),
      body: JSON.stringify(messageOf(workspace())),
    }));
    knocks("a right token that is cut short", 401, (authorization) => ({
      authorization: authorization.slice(0, -1),
      body: JSON.stringify(messageOf(workspace())),
    }));
    knocks("no token, and a body that is no JSON", 401, () => ({ body: "status, please" }));
    delivered("an activity of another channel than Teams", 401, () => messageOf(workspace(), { channelId: "webchat" }));
    delivered("an activity of the emulator", 401, () => messageOf(workspace(), { channelId: "emulator" }));
  });

  describe("what Teams signed but is not for us to serve is refused without a word:", () => {
    for (const [what, serviceUrl] of Object.entries(otherServices))
      delivered(what, 403, () => messageOf(workspace(), { serviceUrl }));
    delivered("an activity that names no tenant", 403, () => {
      const { conversation, ...rest } = messageOf(workspace());
      const { tenantId: _, ...nowhere } = conversation as Record<string, unknown>;
      return { ...rest, conversation: nowhere, channelData: {} };
    });
    delivered("an activity of a tenant that nobody allowed", 403, () =>
      messageOf(workspace(), { channelData: { tenant: { id: "11111111-2222-4333-8444-555555555555" } } }),
    );
    delivered("an invoke by nobody", 403, () => ({
      ...invokeOf(workspace(), "Sam Ortega", { a: { do: "look", at: "next" } }),
      from: undefined,
    }));
  });

  describe("a body that cannot be read is answered so, and only to Teams:", () => {
    for (const [what, body] of Object.entries(unreadable))
      knocks(what, 400, (authorization) => ({ authorization, body: body(messageOf(workspace())) }));
    knocks("a body that is packed", 400, (authorization) => ({
      authorization,
      body: Buffer.from("1f8b0800000000000003abae050043bfa6a302000000", "hex"),
      headers: { "content-encoding": "gzip" },
    }));
    knocks("a body of 2 MB", 413, (authorization) => ({
      authorization,
      body: JSON.stringify(messageOf(workspace(), { text: "x".repeat(2 * 1024 * 1024) })),
    }));
    knocks("a body of 2 MB and no token", 413, () => ({ body: "x".repeat(2 * 1024 * 1024) }));
  });

  describe("what is nobody's business is taken, and nothing comes of it:", () => {
    for (const [what, changes] of Object.entries(nobodysBusiness))
      delivered(what, 200, () => messageOf(workspace(), changes));
  });

  describe("another method than POST is refused:", () => {
    for (const method of ["GET", "PUT", "DELETE", "PATCH"])
      knocks(method, 405, (authorization) => ({ authorization, method, body: JSON.stringify(messageOf(workspace())) }));
  });

  describe("what is odd but can be read is answered as it is meant:", () => {
    const answered = (what: string, request: (whole: Activity) => Omit<Knock, "authorization">) =>
      it(what, () =>
        row(workspace(), what, { http: 200, sees: /What's next for Prairie/, kept: 0, posted: 1 }, async () => {
          const authorization = await rightToken(workspace());
          const { status } = await knock(workspace(), { authorization, ...request(messageOf(workspace())) });
          return { http: status, sees: shownTo(sam()) };
        }),
      );
    answered("a message without a recipient", (whole) => ({ body: changed({ recipient: undefined })(whole) }));
    answered("a message without an id", (whole) => ({ body: changed({ id: undefined })(whole) }));
    answered("a message of odd parts", (whole) => ({
      body: changed({ membersAdded: 5, replyToId: {}, textFormat: [], attachments: null, value: 0 })(whole),
    }));
    answered("JSON that calls itself text/plain", (whole) => ({ type: "text/plain", body: JSON.stringify(whole) }));
  });

  describe("an invoke that we don't have is answered so:", () => {
    const invokes: Readonly<Record<string, readonly [string, unknown]>> = {
      "a message extension's search": ["composeExtension/query", { commandId: "search" }],
      "a sign-in": ["signin/verifyState", { state: "1" }],
      "an invoke of a name that nobody knows": ["dance", {}],
      "an invoke without a name": [undefined as never, {}],
    };
    for (const [what, [name, value]] of Object.entries(invokes))
      it(what, () =>
        row(workspace(), what, { http: 400, sees: /NotSupported|does not answer/, ...nothing }, async () => {
          const invoke = { ...invokeOf(workspace(), "Sam Ortega", {}), name, value };
          const { status, body } = statusOf(await workspace().teams.deliver(invoke));
          return { http: status, sees: wordsAnswered(body) };
        }),
      );
  });
}
