/** What stands in a line of the log, and what never does. */
import { describe, expect, it } from "vitest";
import { type LogLevel, openLog } from "../../src/adapters/log.ts";

const botToken = ["xoxb", "123456789012", "abcdefABCDEF"].join("-");
const appToken = ["xapp", "1", "A0123", "4567", "abcdef"].join("-");

function aLog(level: LogLevel = "debug", secrets: readonly string[] = []) {
  const lines: string[] = [];
  const log = openLog({ level, secrets, to: { write: (line) => void lines.push(line) } });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? "null") as Record<string, unknown> };
}

describe("a line of the log", () => {
  it("is JSON with the level's name, an ISO time, the fields and the sentence", () => {
    const { log, last } = aLog();
    log.warn({ onboarding: "ob_acme", tries: 3 }, "The channel did not answer.");
    expect(last()).toEqual({
      level: "warn",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      onboarding: "ob_acme",
      tries: 3,
      msg: "The channel did not answer.",
    });
  });

  it("is written from its level on", () => {
    const { log, lines } = aLog("warn");
    log.debug({}, "a");
    log.info({}, "b");
    log.warn({}, "c");
    log.error({}, "d");
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(["c", "d"]);
  });

  it("tells an error whole: name, message, code, stack and causes", () => {
    const { log, last } = aLog();
    const disk = Object.assign(new Error("no space left"), { code: "ENOSPC" });
    log.error({ error: new Error("not kept", { cause: disk }) }, "Failed.");
    expect(last().error).toMatchObject({
      name: "Error",
      message: "not kept",
      stack: expect.stringContaining("log.test.ts"),
      cause: { message: "no space left", code: "ENOSPC" },
    });
  });

  it("also where the error is all there is", () => {
    const { log, last } = aLog();
    log.error(new Error(`bad ${botToken}`), "Failed.");
    expect(last().err).toMatchObject({ message: "bad [redacted]" });
  });
});

describe("a secret", () => {
  const vendorError = (): Error =>
    Object.assign(new Error(`Request failed: token=${botToken}`), {
      code: "slack_webapi_request_error",
      original: {
        config: {
          headers: { Authorization: `Bearer ${botToken}`, "User-Agent": "bolt" },
          data: `channel=C1&token=${botToken}&text=hello`,
        },
        request: { headers: { Cookie: "d=verysecret" } },
      },
      authorization: { botToken, teamId: "T1" },
    });
  const hidden: readonly [where: string, fields: object][] = [
    ["in a field named after it", { clientSecret: "s3cr3t-s3cr3t", signing_secret: "s3cr3t-s3cr3t" }],
    ["in a text", { note: `used ${botToken} and ${appToken}` }],
    ["in a header", { headers: { authorization: "Basic s3cr3t-s3cr3t" } }],
    ["in a list", { tries: [{ token: botToken }, `Bearer ${botToken}`] }],
    ["in a map", { tokens: new Map([["T1", { value: botToken }]]) }],
    ["in a web token", { note: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzM2NyM3QifQ.s3cr3t-s3cr3t" }],
    ["in an address", { url: "https://example.com/cb?client_secret=s3cr3t-s3cr3t&x=1" }],
    ["deep inside a vendor's error", { error: vendorError() }],
    ["in what an error was caused by", { error: new Error("failed", { cause: vendorError() }) }],
    ["among several errors", { error: new AggregateError([vendorError()], "all failed") }],
    ["that only its owner knows", { note: "the word is correct-horse-battery" }],
  ];
  it.each(hidden)("%s is not written down", (_, fields) => {
    const { log, lines } = aLog("debug", ["correct-horse-battery"]);
    log.error(fields, "Failed.");
    expect(lines[0]).toContain("[redacted]");
    expect(lines[0]).not.toMatch(/s3cr3t-s3cr3t|verysecret|correct-horse|xox[a-z]-1|xapp-1/);
  });

  it("in the sentence is not, either", () => {
    const { log, last } = aLog();
    log.info({}, `Got ${appToken}.`);
    expect(last().msg).toBe("Got [redacted]");
  });

  it("does not take with it what helps: counts, flags, and settings that are empty", () => {
    const { log, last } = aLog();
    log.info({ tokens: 3, hasToken: true, token: "", teamId: "T1" }, "Fine.");
    expect(last()).toMatchObject({ tokens: 3, hasToken: true, token: "", teamId: "T1" });
  });
});

describe("things that are no plain data", () => {
  it("do not break the line", () => {
    const { log, last } = aLog();
    const circle: Record<string, unknown> = { name: "circle" };
    circle.self = circle;
    log.info(
      { circle, big: 10n, bytes: Buffer.from("abc"), when: new Date(0), never: new Date("x"), act: () => 1 },
      "Odd.",
    );
    expect(last()).toMatchObject({
      circle: { name: "circle", self: "[circular]" },
      big: "10",
      bytes: "3 bytes",
      when: "1970-01-01T00:00:00.000Z",
      never: "invalid date",
    });
  });

  it("are cut where they have no end", () => {
    const { log, lines } = aLog();
    const deep = (depth: number): object =>
      depth === 0 ? {} : { wide: Array(100).fill("x".repeat(9_000)), next: deep(depth - 1) };
    log.info({ deep: deep(20) }, "Much.");
    expect(lines[0]?.length).toBeLessThan(1_500_000);
  });
});
