import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTokens, type Tokens } from "../../../src/adapters/teams/credentials.ts";

interface Login {
  readonly bodies: URLSearchParams[];
  answer: { status: number; body: unknown; headers?: Record<string, string> };
}

let server: Server;
let login: Login;
let now = 0;
let tokens: Tokens;
const good = (token: string, seconds: unknown = 3600) => ({
  status: 200,
  body: { token_type: "Bearer", access_token: token, expires_in: seconds },
});

beforeEach(async () => {
  now = 0;
  login = { bodies: [], answer: good("first") };
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    login.bodies.push(new URLSearchParams(body));
    const { status, headers } = login.answer;
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(login.answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const tokenUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  tokens = createTokens({ tokenUrl, appId: "app", appPassword: "hunter2", now: () => now });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe("a token", () => {
  it("is asked for with the client-credentials grant, once for all who need it", async () => {
    const got = await Promise.all([tokens.token("https://api"), tokens.token("https://api")]);
    expect(got).toEqual(["first", "first"]);
    expect(login.bodies.map((body) => Object.fromEntries(body))).toEqual([
      {
        grant_type: "client_credentials",
        client_id: "app",
        client_secret: "hunter2",
        scope: "https://api/.default",
      },
    ]);
  });

  it("is used while it is good, and renewed five minutes before it ends", async () => {
    await tokens.token("https://api");
    login.answer = good("second");
    now = 3600_000 - 5 * 60_000 - 1;
    expect(await tokens.token("https://api")).toBe("first");
    now += 2;
    expect(await tokens.token("https://api")).toBe("second");
  });

  it("that lives shortly is used for most of its life, and a number may come as text", async () => {
    login.answer = good("short", "60");
    await tokens.token("https://api");
    login.answer = good("next");
    now = 47_000;
    expect(await tokens.token("https://api")).toBe("short");
    now = 49_000;
    expect(await tokens.token("https://api")).toBe("next");
  });

  it("that was not taken is asked for anew", async () => {
    await tokens.token("https://api");
    login.answer = good("second");
    const credentials = await tokens.factory.createCredentials("app", "https://api", "", false);
    const getToken = Reflect.get(credentials, "getToken") as (fresh: boolean) => Promise<string>;
    expect(await getToken(false)).toBe("first");
    expect(await getToken(true)).toBe("second");
  });

  it("signs what botbuilder sends", async () => {
    const headers = new Map<string, string>();
    const credentials = await tokens.factory.createCredentials("app", "https://api", "", false);
    await credentials.signRequest({
      headers: { set: (name: string, value: string) => headers.set(name, value) },
    } as never);
    expect(Object.fromEntries(headers)).toEqual({ authorization: "Bearer first" });
  });
});

describe("a token that is not given", () => {
  it("for a wrong secret names the settings, and never the secret", async () => {
    login.answer = { status: 401, body: { error: "invalid_client", error_description: "AADSTS7000215: no" } };
    await expect(tokens.token("https://api")).rejects.toMatchObject({
      kind: "lockedOut",
      message: expect.stringMatching(/invalid_client: AADSTS7000215.*MicrosoftAppPassword/),
    });
    await expect(tokens.token("https://api")).rejects.not.toMatchObject({
      message: expect.stringContaining("hunter2"),
    });
  });

  it("for now is asked for again later", async () => {
    login.answer = { status: 429, body: {}, headers: { "retry-after": "2" } };
    await expect(tokens.token("https://api")).rejects.toMatchObject({ kind: "busy", retryAfterMs: 2000 });
    login.answer = { status: 503, body: "down" };
    await expect(tokens.token("https://api")).rejects.toMatchObject({ kind: "unreachable" });
    login.answer = good("at last");
    expect(await tokens.token("https://api")).toBe("at last");
  });

  it("by an address that is no login says so", async () => {
    login.answer = { status: 200, body: { hello: "world" } };
    await expect(tokens.token("https://api")).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringContaining("TEAMS_TOKEN_URL"),
    });
  });
});

describe("the address of the login", () => {
  it("is https, or plain http on this machine only", () => {
    const at = (tokenUrl: string) => () => createTokens({ tokenUrl, appId: "a", appPassword: "p", now: () => 0 });
    expect(at("https://login.example/token")).not.toThrow();
    expect(at("http://localhost:3978/token")).not.toThrow();
    for (const bad of ["http://login.example/token", "http://127.0.0.1.example/", "https://a:b@login.example/", "no"])
      expect(at(bad)).toThrow("TEAMS_TOKEN_URL");
  });
});
