/** Where the bot may send its token: an activity names the service to answer to, and not every name is Microsoft's. */

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages and its pages for governments */
export const microsoftServiceHosts = [
  "smba.trafficmanager.net",
  "*.botframework.com",
  "*.botframework.us",
  "*.botframework.azure.us",
  "smba.infra.gcc.teams.microsoft.com",
  "*.infra.gov.teams.microsoft.us",
  "*.infra.dod.teams.microsoft.us",
] as const;

/** The public cloud's, which finds the right region by itself; for writing to somebody before any activity told where. */
export const publicService = "https://smba.trafficmanager.net/teams/";

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

/** Whether https leads there, or plain http to this machine. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && loopback.test(hostname));
}

/** `hosts`: names, `*.` before one for all below it, and a port where only that one is meant. */
export function serviceCheck(hosts: readonly string[]): (serviceUrl: string) => boolean {
  const patterns = hosts.map((host) => host.trim().toLowerCase()).filter((host) => host !== "");
  const fits = (pattern: string, names: readonly string[]): boolean =>
    pattern.startsWith("*.") ? names.some((name) => name.endsWith(pattern.slice(1))) : names.includes(pattern);
  return (serviceUrl) => {
    if (!isSafeUrl(serviceUrl)) return false;
    const { hostname, host } = new URL(serviceUrl);
    return patterns.some((pattern) => fits(pattern, [hostname, host, hostname.replace(/^\[|\]$/g, "")]));
  };
}
