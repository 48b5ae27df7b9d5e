/** One row for each thing that can go wrong: what came back, what the person saw, and how many effects it had. */
import { expect } from "vitest";
import type { Waiting } from "../../../src/playground/waiting.ts";

/** Where the rows happen. */
export interface Scene {
  /** Events that are kept, and messages of ours that stand where they can be read. */
  counted(): { readonly kept: number; readonly posted: number };
  until: Waiting["until"];
  /** What came before has been taken in when this resolves. */
  fence(): Promise<void>;
}

export interface Observed {
  /** The HTTP status, or several. */
  readonly http: string | number;
  /** What the person sees, in their own view. */
  readonly sees: string;
}

export interface Expected {
  readonly http: string | number;
  readonly sees: string | RegExp;
  /** Events that are kept, and messages that stand there, more than before. */
  readonly kept: number;
  readonly posted: number;
}

interface Row extends Observed {
  readonly what: string;
  readonly kept: number;
  readonly posted: number;
}

const rows: Row[] = [];

/** Does it, waits for its effects, and asserts every cell. */
export async function row(
  scene: Scene,
  what: string,
  expected: Expected,
  work: () => Promise<Observed>,
): Promise<void> {
  const before = scene.counted();
  const delta = () => {
    const now = scene.counted();
    return { kept: now.kept - before.kept, posted: now.posted - before.posted };
  };
  const observed = await work();
  const arrived = () => {
    const { kept, posted } = delta();
    return kept >= expected.kept && posted >= expected.posted;
  };
  await scene.until(arrived, `the effects of: ${what}`).catch(() => undefined);
  await scene.fence();
  const found: Row = { what, ...observed, ...delta() };
  rows.push(found);
  expect(found).toEqual({
    ...{ what, kept: expected.kept, posted: expected.posted, http: expected.http },
    sees: typeof expected.sees === "string" ? expected.sees : expect.stringMatching(expected.sees),
  });
}

export const rowsSoFar = (): readonly Row[] => rows;

const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);

/** The table, for the test's output. */
export function tableOfRows(): string {
  const cells = rows.map(({ what, http, sees, kept, posted }) => [
    cut(what, 68),
    String(http),
    cut(sees.replaceAll(/\s+/g, " "), 70),
    String(kept),
    String(posted),
  ]);
  const all = [["what", "HTTP", "what the person sees", "kept", "posted"], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const lines = all.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(" | ")
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => "-".repeat(width)).join("-+-"), ...lines.slice(1)].join("\n");
}
