/** The composition root: the only file that knows everything. */
import { createHash, randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "./adapters/clock.ts";
import { openDoors } from "./adapters/http/doors.ts";
import { inProcessJobs } from "./adapters/jobs/in-process.ts";
import { openLog } from "./adapters/log.ts";
import { openConversations } from "./adapters/storage/lowdb/conversations.ts";
import { prepareDataFolder } from "./adapters/storage/lowdb/data-folder.ts";
import { diskThread } from "./adapters/storage/lowdb/disk-thread.ts";
import { emptyFolder } from "./adapters/storage/lowdb/empty.ts";
import { openLowdbJournal } from "./adapters/storage/lowdb/journal.ts";
import { createApplication } from "./application/application.ts";
import { directoryOf, messengerOf } from "./application/platforms.ts";
import { type Config, readConfig } from "./config.ts";
import { connectPlatforms, platformsOf } from "./platforms.ts";
import { openPlayground, type Playground } from "./playground/playground.ts";
import { playHalfway } from "./playground/story.ts";
import type { Clock } from "./ports/clock.ts";
import type { Conversations } from "./ports/conversations.ts";
import type { Log } from "./ports/log.ts";

const letters = "0123456789abcdefghjkmnpqrstvwxyz";
/** 60 bits: no two of them meet, and one can be read out loud. */
const newId = (): string => Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join("");

const pageFolder = fileURLToPath(new URL("./playground/page/", import.meta.url));

/** Slack may have asked to wait for minutes, and whoever stops the process does not: what is being sent is kept as such. */
const longestFarewellMs = 5_000;

async function inTime(work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, longestFarewellMs, false);
  });
  try {
    return await Promise.race([work.then(() => true), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

interface Running {
  /** Serves from now on, and says so. */
  open(): void;
  stop(): Promise<void>;
}

async function run(config: Config, log: Log, fresh: boolean): Promise<Running> {
  const isConfigured = config.slack !== undefined || config.teams !== undefined;
  const folder = isConfigured ? config.dataDir : join(config.dataDir, "playground");
  prepareDataFolder(config.dataDir);
  const doors = await openDoors({ host: config.host, port: config.port, log });
  if (fresh) await emptyFolder(folder);
  const disk = diskThread();
  // The folder is ours before anything else in it is touched.
  const journal = await openLowdbJournal({ folder, log, disk });
  const playground = isConfigured
    ? undefined
    : await openPlayground({ folder, page: pageFolder, timeZone: config.timeZone, log });
  const base = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${doors.port}`;
  playground?.connectBot(base);
  const clock: Clock = playground?.clock ?? systemClock;

  const jobs = inProcessJobs(log);
  let conversations: Conversations | undefined;
  const connected = await connectPlatforms({
    ...(playground ? settingsOf(playground) : config),
    conversations: async () => {
      conversations = await openConversations({ folder, log, disk });
      return conversations;
    },
    log,
  });
  const platforms = platformsOf(connected);
  const application = createApplication({
    journal,
    directory: directoryOf(platforms),
    messenger: messengerOf(platforms),
    clock,
    jobs,
    log,
    carrierName: config.carrierName,
    carriers: connected.map(({ carrier }) => carrier),
    admins: config.admins,
    joinByEmail: config.joinByEmail,
    timeZone: config.timeZone,
    digestTime: config.digestTime,
    newId,
    hash: (code) => createHash("sha256").update(code).digest("base64url"),
  });
  const apps = await Promise.all(connected.map((platform) => platform.open(application.front, doors)));
  application.start();
  if (playground) {
    playground.onPushed(async () => {
      await application.digests.tick();
      application.delivery.sweep();
    });
    if (playground.isNew) {
      process.stdout.write("Setting the stage: two companies and a half-way onboarding…\n");
      await playHalfway(playground, config.timeZone);
    }
    doors.mountPage(playground.serve);
  }
  return {
    open: () => {
      doors.setReady(true);
      if (playground) process.stdout.write(`The playground is ready: http://localhost:${doors.port}\n`);
      else
        log.info(
          { host: config.host, port: doors.port, platforms: connected.map(({ name, facts }) => ({ name, ...facts })) },
          "The bot is ready.",
        );
    },
    stop: async () => {
      doors.setReady(false);
      const closing = doors.close();
      await Promise.all(apps.map((app) => app.stop()));
      if (!(await inTime(application.stop())))
        log.warn({}, "Stopped with messages on their way; the next start looks for them and sends what is missing.");
      await jobs.stop();
      await closing;
      await conversations?.close();
      await journal.close();
      await playground?.close();
    },
  };
}

/** The playground's platforms are set up as anybody's would be, by the same settings. */
function settingsOf({ environment }: Playground): Pick<Config, "slack" | "teams"> {
  return readConfig({ ...environment, CARRIER_NAME: "Northline Carrier" });
}

async function main(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const config = readConfig(process.env);
  const [unknown] = process.argv.slice(2).filter((word) => word !== "--fresh");
  if (unknown !== undefined)
    throw new Error(`${unknown} is not an option. The only one is --fresh, which begins the playground anew.`);
  const fresh = process.argv.includes("--fresh");
  if (fresh && (config.slack || config.teams))
    throw new Error("--fresh begins the playground anew and is not for a configured platform: its data is kept.");
  const secrets = [
    ...(config.slack ? [config.slack.botToken, ...Object.values(config.slack.door)] : []),
    ...(config.teams ? [config.teams.appPassword] : []),
  ].filter((secret) => secret !== "");
  const log = openLog({ level: config.logLevel, secrets });
  const running = await run(config, log, fresh);
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, "Stopping: what is in hand is finished first.");
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error }, "Stopping did not go well.");
          process.exit(1);
        },
      );
    });
  // Whoever reads that it is ready may stop it at once, and in good order.
  running.open();
}

main().catch((error: unknown) => {
  // A start that fails says why in sentences; the details are for LOG_LEVEL=debug.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env.LOG_LEVEL === "debug" && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
