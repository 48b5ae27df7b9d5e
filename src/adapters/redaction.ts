/** Takes what must not be written down out of what is about to be logged: vendors hide tokens deep inside their errors. */

const gone = "[redacted]";

/** Names whose values are secrets, wherever they appear. */
const secretName = /token|secret|password|passwd|authorization|cookie|signature|api[-_]?key|credential|trigger_?id/i;

/** What tokens look like inside other text. */
const secretShapes: readonly RegExp[] = [
  // https://docs.slack.dev/authentication/tokens
  /\bx(?:ox[a-z]|app)[-.][\w.-]+/g,
  /\b(?:Bearer|Basic)\s+[\w.~+/=-]{8,}/gi,
  // A JSON Web Token: three base64url parts, the first starting with `{"`.
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g,
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks: the address is the secret.
  /(?<=hooks\.slack\.com\/)[\w/-]+/g,
  /(?<=[?&;](?:token|secret|code|client_secret|refresh_token|access_token|sig)=)[^&\s"']+/gi,
];

/** Below this an object is vendor plumbing (sockets, agents) that nobody reads in a log. */
const deepest = 6;
const mostEntries = 50;
const longestText = 4_000;

export type Redact = (value: unknown) => unknown;

/** `secrets` are the very values that were configured; they are taken out even where nothing else tells them apart. */
export function redaction(secrets: readonly string[] = []): Redact {
  const known = secrets.filter((secret) => secret.length >= 6);

  function text(value: string): string {
    let clean = known.reduce((rest, secret) => rest.replaceAll(secret, gone), value);
    for (const shape of secretShapes) clean = clean.replace(shape, gone);
    return clean.length > longestText ? `${clean.slice(0, longestText)}… (${clean.length} characters)` : clean;
  }

  function entries(value: object): [string, unknown][] {
    const own: [string, unknown][] = Object.keys(value).map((key) => [key, (value as Record<string, unknown>)[key]]);
    if (!(value instanceof Error)) return own;
    return [
      ["name", value.name],
      ["message", value.message],
      ["stack", value.stack],
      ...(value.cause === undefined ? [] : [["cause", value.cause] as [string, unknown]]),
      ...(value instanceof AggregateError ? [["errors", value.errors] as [string, unknown]] : []),
      ...own.filter(([key]) => !["name", "message", "stack", "cause", "errors"].includes(key)),
    ];
  }

  function walk(value: unknown, depth: number, above: readonly object[]): unknown {
    if (typeof value === "string") return text(value);
    if (typeof value === "bigint") return value.toString();
    if (typeof value === "function" || typeof value === "symbol") return undefined;
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? "invalid date" : value.toISOString();
    if (value instanceof Uint8Array) return `${value.byteLength} bytes`;
    if (above.includes(value)) return "[circular]";
    if (depth >= deepest) return "[deeper]";
    const within = [...above, value];
    if (value instanceof Map) return walk([...value.entries()], depth, within);
    if (value instanceof Set) return walk([...value], depth, within);
    if (Array.isArray(value)) return value.slice(0, mostEntries).map((each) => walk(each, depth + 1, within));
    return Object.fromEntries(
      entries(value)
        .slice(0, mostEntries)
        .map(([key, each]) => [key, hides(key, each) ? gone : walk(each, depth + 1, within)]),
    );
  }

  return (value) => walk(value, 0, []);
}

/** `tokens: 3` is a count and no secret; an empty value says that a setting is missing. */
const hides = (key: string, value: unknown): boolean =>
  secretName.test(key) && value !== undefined && value !== null && value !== "" && !isFlag(value);

const isFlag = (value: unknown): boolean => typeof value === "number" || typeof value === "boolean";
