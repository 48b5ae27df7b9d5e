/** Calls to the Bot Connector by botbuilder's client, with a login of Microsoft's that does not do its part. */
import { describe, expect, it } from "vitest";
import { type ConnectorClient, createConnector } from "../../../src/adapters/teams/connector.ts";

/** The parts of botbuilder's client that are used; `sent` has what would have gone out. */
function aClient(getToken: (fresh: boolean) => Promise<string>, statuses: number[] = []) {
  const sent: string[] = [];
  const client = {
    credentials: { getToken },
    conversations: {
      async sendToConversation(conversation: string) {
        sent.push(conversation);
        const statusCode = statuses.shift();
        if (statusCode !== undefined) throw Object.assign(new Error("no"), { statusCode });
        return { id: "1" };
      },
    },
  };
  return { sent, connector: createConnector("https://smba/", async () => client as unknown as ConnectorClient, 50) };
}

describe("a login that takes the request and never answers", () => {
  it("is not waited for, and what would have been sent was certainly not", async () => {
    const { sent, connector } = aClient(() => new Promise(() => {}));
    await expect(connector.post("19:x", {})).rejects.toMatchObject({
      kind: "busy",
      unanswered: false,
      message: expect.stringContaining("no token within"),
    });
    expect(sent).toEqual([]);
  });
});

describe("a login that can't be reached", () => {
  it("is tried again later, without a doubt that something was sent", async () => {
    const { sent, connector } = aClient(() => Promise.reject(new Error("getaddrinfo ENOTFOUND")));
    await expect(connector.post("19:x", {})).rejects.toMatchObject({ kind: "busy", unanswered: false });
    expect(sent).toEqual([]);
  });
});

describe("a login that refuses the secret", () => {
  it("is said with the settings, and tried again since somebody has to mend it", async () => {
    const { connector } = aClient(() =>
      Promise.reject(Object.assign(new Error("no"), { errorCode: "invalid_client" })),
    );
    await expect(connector.post("19:x", {})).rejects.toMatchObject({
      kind: "lockedOut",
      message: expect.stringContaining("MicrosoftAppPassword"),
    });
  });
});

describe("a token that Teams does not take", () => {
  it("is replaced by a fresh one, once", async () => {
    const asked: boolean[] = [];
    const token = async (fresh: boolean) => {
      asked.push(fresh);
      return "token";
    };
    expect(await aClient(token, [401]).connector.post("19:x", {})).toBe("1");
    expect(asked).toEqual([false, true]);
    await expect(aClient(token, [401, 401]).connector.post("19:x", {})).rejects.toMatchObject({ kind: "lockedOut" });
  });
});
