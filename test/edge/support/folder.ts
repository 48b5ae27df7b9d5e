/** A folder for one run of the product. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function aFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "onboarding-edge-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
