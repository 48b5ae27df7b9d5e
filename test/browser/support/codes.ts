/** The code that was shown last, as somebody would copy it. */
import type { Locator } from "playwright-core";

/** @throws where none stands there */
export async function newestCode(log: Locator): Promise<string> {
  const code = (await log.textContent())?.match(/[0-9A-Z]{4}-[0-9A-Z]{4}/g)?.at(-1);
  if (!code) throw new Error("No code stands here.");
  return code;
}
