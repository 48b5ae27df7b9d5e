/** Stands before the metadata that says which keys sign, so that it can fail as Microsoft's login can. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** `noKeys`: the metadata is there, but the list that it points to is not. */
export type KeysTrouble = "unavailable" | "dropped" | "noJson" | "noKeys";

export interface KeysGate {
  readonly url: string;
  trouble: KeysTrouble | undefined;
  close(): Promise<void>;
}

/** @param metadataUrl where it leads when all is well */
export async function aKeysGate(metadataUrl: string): Promise<KeysGate> {
  const gate: { trouble: KeysTrouble | undefined } = { trouble: undefined };
  const server = createServer(async (request, response) => {
    const say = (status: number, type: string, body: string) =>
      response.writeHead(status, { "content-type": type }).end(body);
    if (request.url === "/nowhere" || gate.trouble === "unavailable") return say(503, "text/plain", "Not now.");
    if (gate.trouble === "dropped") return request.socket.destroy();
    if (gate.trouble === "noJson") return say(200, "text/html", "<h1>Sign in to the guest network</h1>");
    const metadata: unknown = await (await fetch(metadataUrl)).json();
    const changes = gate.trouble === "noKeys" ? { jwks_uri: `${origin}/nowhere` } : {};
    return say(200, "application/json", JSON.stringify({ ...(metadata as object), ...changes }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(gate, {
    url: `${origin}/metadata`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  });
}
