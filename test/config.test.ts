import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "secret", CARRIER_NAME: "Northline" };

const problemsOf = (environment: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
  return [];
};

describe("with nothing set", () => {
  it("the playground is served with what suits it", () => {
    expect(readConfig({})).toEqual({
      host: "127.0.0.1",
      port: 3000,
      dataDir: "./data",
      logLevel: "warn",
      carrierName: "Northline Carrier",
      admins: new Set(),
      digestTime: "09:00",
      timeZone: "America/Chicago",
      joinByEmail: false,
      slack: undefined,
      teams: undefined,
    });
  });

  it("a variable that is empty or blank, as in a copied file, is one that was not set", () => {
    const blank = Object.fromEntries(
      ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "SLACK_API_URL", "PORT", "DATABASE_URL"].map(
        (name, index) => [name, index % 2 === 0 ? "" : "  "],
      ),
    );
    expect(readConfig(blank)).toEqual(readConfig({}));
  });

  it("what else stands in the environment is nobody's business", () => {
    expect(readConfig({ PATH: "/bin", NODE_OPTIONS: "x", SLACK_UNKNOWN: "x" })).toEqual(readConfig({}));
  });
});

describe("with Slack", () => {
  it("over HTTP by the signing secret", () => {
    expect(readConfig(slack)).toMatchObject({
      slack: { botToken: "xoxb-1", door: { signingSecret: "secret" } },
      carrierName: "Northline",
      logLevel: "info",
    });
  });

  it("in Socket Mode by the app token, also where there is a signing secret too", () => {
    const { SLACK_SIGNING_SECRET: _, ...rest } = slack;
    for (const environment of [rest, slack])
      expect(readConfig({ ...environment, SLACK_APP_TOKEN: "xapp-1" }).slack?.door).toEqual({ appToken: "xapp-1" });
  });

  it("at another address, encrypted unless it is this machine", () => {
    const right = [
      "https://slack-gov.com/api/",
      "http://127.0.0.1:4000/api/",
      "http://localhost/api/",
      "http://[::1]:1/",
    ];
    for (const SLACK_API_URL of right)
      expect(readConfig({ ...slack, SLACK_API_URL }).slack?.apiUrl).toBe(SLACK_API_URL);
    const wrong = [
      "http://slack.com/api/",
      "slack.com",
      "ftp://127.0.0.1/",
      "http://127.0.0.1.example/",
      "http://10.0.0.1/",
    ];
    for (const SLACK_API_URL of wrong)
      expect([SLACK_API_URL, problemsOf({ ...slack, SLACK_API_URL })]).toEqual([
        SLACK_API_URL,
        [expect.stringMatching(/^SLACK_API_URL must be a full https/)],
      ]);
  });

  it("and admins by their accounts", () => {
    const read = readConfig({ ...slack, CARRIER_ADMINS: " slack:T1:U1, slack:T1:W2 ,," });
    expect([...read.admins]).toEqual(["slack:T1:U1", "slack:T1:W2"]);
    for (const CARRIER_ADMINS of ["U1", "slack:T1", "slack:t1:u1", "slack:T1:U1;slack:T1:U2", "teams:x:y"])
      expect(problemsOf({ ...slack, CARRIER_ADMINS })).toEqual([
        expect.stringMatching(/^CARRIER_ADMINS must be accounts/),
      ]);
  });
});

const tenant = "0d6f4f1e-1111-4222-8333-944455556666";
const teams = {
  MicrosoftAppId: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
  MicrosoftAppPassword: "secret",
  MicrosoftAppTenantId: tenant,
  CARRIER_NAME: "Northline",
};

describe("with Teams", () => {
  it("alone, for one tenant and the public cloud unless told otherwise", () => {
    const read = readConfig(teams);
    expect(read.slack).toBeUndefined();
    expect(read.logLevel).toBe("info");
    expect(read.teams).toMatchObject({
      appType: "SingleTenant",
      appId: teams.MicrosoftAppId,
      appPassword: "secret",
      tenantId: tenant,
      clouds: {},
      allowedTenants: [],
      serviceHosts: expect.arrayContaining(["smba.trafficmanager.net"]),
    });
    expect(read.teams).not.toHaveProperty("tokenUrl");
  });

  it("beside Slack", () => {
    const read = readConfig({ ...slack, ...teams });
    expect(read.slack?.botToken).toBe("xoxb-1");
    expect(read.teams?.appId).toBe(teams.MicrosoftAppId);
  });

  it("in another cloud, by botbuilder's own names and ours", () => {
    const read = readConfig({
      ...teams,
      ToChannelFromBotLoginUrl: "https://login.microsoftonline.us/botframework.azure.us",
      ValidateAuthority: "true",
      TEAMS_TOKEN_URL: "http://127.0.0.1:4000/token",
      TEAMS_ALLOWED_TENANTS: `${tenant.toUpperCase()}, `,
      TEAMS_SERVICE_HOSTS: "127.0.0.1:4000,*.botframework.us",
    });
    expect(read.teams).toMatchObject({
      clouds: {
        ToChannelFromBotLoginUrl: "https://login.microsoftonline.us/botframework.azure.us",
        ValidateAuthority: "true",
      },
      tokenUrl: "http://127.0.0.1:4000/token",
      allowedTenants: [tenant],
      serviceHosts: ["127.0.0.1:4000", "*.botframework.us"],
    });
  });

  it("not by half: what is missing is named, with where it is found", () => {
    for (const name of ["MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId"] as const) {
      const { [name]: _, ...rest } = teams;
      expect(problemsOf(rest)).toEqual([expect.stringMatching(new RegExp(`^${name} is missing, though .+ Azure`))]);
    }
    expect(problemsOf({ TEAMS_TOKEN_URL: "https://login.example/token" })).toEqual([
      expect.stringMatching(/^TEAMS_TOKEN_URL is set without MicrosoftAppId/),
    ]);
    const { MicrosoftAppPassword: _, ...managed } = { ...teams, MicrosoftAppType: "UserAssignedMSI" };
    expect(problemsOf(managed)).toEqual([]);
    const { CARRIER_NAME: __, ...nameless } = teams;
    expect(problemsOf(nameless)).toEqual([expect.stringMatching(/^CARRIER_NAME is missing/)]);
  });

  it("with values that can't be right told by name", () => {
    const wrong = {
      MicrosoftAppType: "singletenant",
      MicrosoftAppId: "my-bot",
      TEAMS_TOKEN_URL: "http://login.example/token",
      TEAMS_ALLOWED_TENANTS: "northline",
      TEAMS_SERVICE_HOSTS: "https://smba.trafficmanager.net/teams",
      ValidateAuthority: "yes",
      JOIN_ACCOUNTS_BY_EMAIL: "yes",
    };
    for (const [name, value] of Object.entries(wrong))
      expect(problemsOf({ ...teams, [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} must be`))]);
  });

  it("under their exact names: one with other capitals is told, and not taken for none at all", () => {
    const { MicrosoftAppId, ...rest } = teams;
    expect(problemsOf({ ...rest, MicrosoftAppID: MicrosoftAppId })).toEqual([
      expect.stringMatching(/^MicrosoftAppID is not a setting\. Did you mean MicrosoftAppId\?/),
    ]);
  });

  it("and admins by their accounts there, in either case", () => {
    const read = readConfig({ ...teams, CARRIER_ADMINS: `teams:${tenant.toUpperCase()}:${tenant}, slack:T1:U1` });
    expect([...read.admins]).toEqual([`teams:${tenant}:${tenant}`, "slack:T1:U1"]);
  });
});

describe("values", () => {
  const limits: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ["PORT", ["0", "1", "65535"], ["65536", "-1", "3000.5", "1e3", "0x10"]],
    ["DIGEST_TIME", ["00:00", "09:30", "23:59"], ["24:00", "9:00", "09:60", "09:00:00"]],
    ["TIME_ZONE", ["UTC", "Pacific/Honolulu"], ["Chicago", "America/Nowhere"]],
    ["LOG_LEVEL", ["debug", "silent"], ["trace", "INFO"]],
    ["CARRIER_NAME", ["N", "N".repeat(60)], ["N".repeat(61)]],
  ];
  it.each(limits)("%s is taken up to its limits and not beyond", (name, right, wrong) => {
    for (const value of right) expect([value, problemsOf({ ...slack, [name]: value })]).toEqual([value, []]);
    for (const value of wrong)
      expect([value, problemsOf({ ...slack, [name]: value })]).toEqual([
        value,
        [expect.stringMatching(new RegExp(`^${name} must be .+\\.$`))],
      ]);
  });

  it("that are wrong are all named at once, and none of a secret is repeated", () => {
    const problems = problemsOf({ ...slack, SLACK_BOT_TOKEN: "hunter2", PORT: "x", TIME_ZONE: "x" });
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual(["PORT", "TIME_ZONE", "SLACK_BOT_TOKEN"]);
    expect(problems.join()).not.toContain("hunter2");
  });

  it("that are missing are all named at once", () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: "xoxb-1" }).map((problem) => problem.split(" ")[0])).toEqual([
      "SLACK_SIGNING_SECRET",
    ]);
    const { CARRIER_NAME: _, ...rest } = slack;
    expect(problemsOf(rest)).toEqual([expect.stringMatching(/^CARRIER_NAME is missing\. Set it/)]);
  });

  it("of a database are refused, since nothing would be kept there", () => {
    expect(problemsOf({ DATABASE_URL: "postgres://localhost" })).toEqual([
      expect.stringMatching(/^DATABASE_URL .*Remove it/),
    ]);
  });
});
