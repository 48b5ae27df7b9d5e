import { useCallback, useEffect, useState } from "react";
import type { Platform } from "../server/api.ts";
import { type Connection, useLiveView } from "../server/use-live-view.ts";
import type { Problem } from "./problems.tsx";

/** One platform as one seat has it: what is seen there, how one acts there, and what went wrong. */
export interface Side<View, Acts> {
  readonly view: View | undefined;
  readonly connection: Connection;
  /** Answers whether it worked; when it didn't, the problem is already on screen. */
  readonly act: (act: Acts) => Promise<boolean>;
  readonly problems: readonly Problem[];
  readonly showProblem: (sentence: string) => void;
  readonly dismissProblem: (id: string) => void;
  /** What the platform itself tells the person in answer to an act, until they have read it. */
  readonly said: string | undefined;
  readonly dismissSaid: () => void;
}

const mostProblems = 3;

/** Acts that the page does by itself; they say nothing about whether the person has read what went wrong. */
const ownActs: ReadonlySet<string> = new Set(["read", "openHome"]);

export function useSide<View extends { readonly revision: number }, Acts extends { readonly act: string }>(
  platform: Platform<View, Acts>,
  seat: string | undefined,
): Side<View, Acts> {
  const { view, connection, refresh } = useLiveView(platform, seat);
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  const [said, setSaid] = useState<string>();

  const showProblem = useCallback((sentence: string) => {
    const problem = { id: crypto.randomUUID(), sentence };
    setProblems((before) => [...before.filter((each) => each.sentence !== sentence), problem].slice(-mostProblems));
  }, []);
  const dismissProblem = useCallback(
    (id: string) => setProblems((before) => before.filter((each) => each.id !== id)),
    [],
  );
  const act = useCallback(
    async (each: Acts) => {
      // Whoever acts again has read what went wrong before.
      if (!ownActs.has(each.act)) setProblems([]);
      const result = await platform.send(each);
      if (!result.ok) showProblem(result.problem);
      if (result.said) setSaid(result.said);
      await refresh();
      return result.ok;
    },
    [platform, refresh, showProblem],
  );
  // What one person was told is not for the next one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the seat that counts.
  useEffect(() => {
    setProblems([]);
    setSaid(undefined);
  }, [seat]);

  const dismissSaid = useCallback(() => setSaid(undefined), []);

  return { view, connection, act, problems, showProblem, dismissProblem, said, dismissSaid };
}
