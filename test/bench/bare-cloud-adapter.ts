/**
 * The yardstick: a bot as botbuilder's own documentation writes it, which answers a message with one message and an invoke with
 * one body, and does nothing else. Around it stands less than the web framework of the documentation.
 */
import { createServer } from "node:http";
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Request,
  type Response,
  type TaskModuleResponse,
  TeamsActivityHandler,
} from "botbuilder";

const bodies: Partial<Record<"REPLY" | "FETCH_BODY" | "SUBMIT_BODY", string>> = process.env;
const reply: Partial<Activity> = JSON.parse(bodies.REPLY ?? "{}");
const fetched: TaskModuleResponse = JSON.parse(bodies.FETCH_BODY ?? "{}");
const submitted: TaskModuleResponse = JSON.parse(bodies.SUBMIT_BODY ?? "{}");
const appId = process.env.MicrosoftAppId ?? "";

/** botbuilder exports the class by no name. */
type CredentialsFactory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

/** A token from memory, as the documentation's factory has it after the first call; that one asks Microsoft's login only. */
const credentials = {
  isValidAppId: async (id: string) => id === appId,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    async signRequest(request: { headers: { set(name: string, value: string): void } }) {
      request.headers.set("authorization", "Bearer bench");
      return request;
    },
  }),
};

class Bot extends TeamsActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(reply);
      await next();
    });
  }
  override handleTeamsTaskModuleFetch = async () => fetched;
  override handleTeamsTaskModuleSubmit = async () => submitted;
}

const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication({ ...process.env }, credentials as unknown as CredentialsFactory),
);
const bot = new Bot();

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const asExpected: Response = {
      socket: response.socket,
      status: (code: number) => {
        response.statusCode = code;
      },
      header: (name: string, value: unknown) => {
        response.setHeader(name, String(value));
      },
      send: (value: unknown) => {
        response.setHeader("content-type", "application/json; charset=utf-8");
        response.write(JSON.stringify(value));
      },
      end: () => response.end(),
    };
    const read: Request = { body, headers: request.headers, method: request.method ?? "" };
    void adapter.process(read, asExpected, (context) => bot.run(context));
  });
}).listen(Number(process.env.PORT), "127.0.0.1", () => process.stdout.write("ready\n"));
