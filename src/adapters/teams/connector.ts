/** The few calls to the Bot Connector that the bot makes: a bound on every wait, no hidden retries, errors as troubles of ours. */
import type { Activity, ConfigurationBotFrameworkAuthentication, ConversationParameters } from "botbuilder";
import { PlatformTrouble } from "../../ports/messenger.ts";
import { soon } from "../chat/soon.ts";
import { asking, type Call, statusOf, troubleOfAnswer } from "./errors.ts";

/** botbuilder exports the class by no name. */
export type ConnectorClient = Awaited<
  ReturnType<ReturnType<ConfigurationBotFrameworkAuthentication["createConnectorFactory"]>["create"]>
>;

export interface Connector {
  /** Posts to a conversation; in a channel that begins a thread. @returns the message's id @throws PlatformTrouble */
  post(conversation: string, activity: Partial<Activity>): Promise<string>;
  /** Answers a message where it stands. @returns the message's id @throws PlatformTrouble */
  reply(conversation: string, to: string, activity: Partial<Activity>): Promise<string>;
  /** @throws PlatformTrouble */
  update(conversation: string, message: string, activity: Partial<Activity>): Promise<void>;
  /** Opens the conversation one to one. @returns its id @throws PlatformTrouble */
  open(parameters: ConversationParameters): Promise<string>;
  /** What the roster of a conversation says of one person. @throws PlatformTrouble, `gone` where they are not in it */
  member(conversation: string, person: string): Promise<unknown>;
  /** A team's channels. @throws PlatformTrouble */
  channels(team: string): Promise<unknown>;
}

const longestCallMs = 10_000;

/** By default the client tries three times more by itself, and sleeps through Retry-After; whoever calls here decides about that. */
const hiddenRetries = "defaultRetryPolicy";

interface Pipeline {
  removePolicy(which: { readonly name: string }): unknown;
}

const isPipeline = (value: unknown): value is Pipeline =>
  typeof value === "object" && value !== null && typeof Reflect.get(value, "removePolicy") === "function";

/** The pipeline is not for outsiders by its type, and there is no setting for it. @throws Error where botbuilder has changed */
export function withoutRetries(client: ConnectorClient): ConnectorClient {
  const inner: unknown = Reflect.get(client, "client");
  const pipeline: unknown = typeof inner === "object" && inner !== null ? Reflect.get(inner, "pipeline") : undefined;
  if (!isPipeline(pipeline)) throw new Error("This version of botbuilder keeps its pipeline elsewhere.");
  pipeline.removePolicy({ name: hiddenRetries });
  return client;
}

export function createConnector(
  serviceUrl: string,
  client: () => Promise<ConnectorClient>,
  timeoutMs: number = longestCallMs,
): Connector {
  const options = { timeout: timeoutMs };

  /**
   * The client when it has a token, which is asked for by itself: botbuilder bounds its wait for Teams, and not the one for
   * Microsoft's login, and what gets no token has certainly not been sent.
   */
  async function signing(fresh = false): Promise<ConnectorClient> {
    const asked = asking("token", async () => {
      const made = await client();
      const getToken: unknown = Reflect.get(made.credentials, "getToken");
      if (typeof getToken === "function") await Reflect.apply(getToken, made.credentials, [fresh]);
      return made;
    });
    const got = await soon(asked, timeoutMs).catch((error: unknown) => {
      if (!(error instanceof PlatformTrouble) || error.kind !== "unreachable") throw error;
      throw new PlatformTrouble("busy", error.message, { cause: error.cause });
    });
    if (got !== "late") return got;
    throw new PlatformTrouble(
      "busy",
      `The login gave the bot no token within ${timeoutMs / 1000} s. Check the network.`,
    );
  }

  /** Once more with a new token where the one it had was not taken: tokens may end before their time. */
  async function call<Result>(name: Call, run: (of: ConnectorClient["conversations"]) => Promise<Result>) {
    const once = async (fresh: boolean) => {
      const { conversations } = await signing(fresh);
      return asking(name, () => run(conversations));
    };
    try {
      return await once(false);
    } catch (error) {
      if (statusOf(error) !== 401) throw error;
      return once(true);
    }
  }

  /** botbuilder has this in a class that it does not export. */
  async function channels(team: string): Promise<unknown> {
    const headers = new Headers();
    const { credentials } = await signing();
    await credentials.signRequest({ headers } as unknown as Parameters<typeof credentials.signRequest>[0]);
    const url = `${serviceUrl.replace(/\/$/, "")}/v3/teams/${encodeURIComponent(team)}/conversations`;
    const response = await fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw troubleOfAnswer("channels", { status: response.status });
    return response.json();
  }

  const idOf = (answer: { id?: string | undefined } | undefined): string => {
    if (answer?.id) return answer.id;
    throw new PlatformTrouble("unreachable", "Teams took a message without saying which it is.");
  };

  return {
    post: async (conversation, activity) =>
      idOf(await call("post", (to) => to.sendToConversation(conversation, activity, options))),
    reply: async (conversation, message, activity) =>
      idOf(await call("post", (to) => to.replyToActivity(conversation, message, activity, options))),
    async update(conversation, message, activity) {
      await call("update", (to) => to.updateActivity(conversation, message, activity, options));
    },
    open: async (parameters) =>
      idOf(await call("createConversation", (to) => to.createConversation(parameters, options))),
    channels: (team) => asking("channels", () => channels(team)),
    member: (conversation, person) =>
      call("member", async (of): Promise<unknown> => of.getConversationMember(conversation, person, options)),
  };
}
