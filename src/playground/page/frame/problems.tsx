import { useEffect } from "react";

export interface Problem {
  readonly id: string;
  readonly sentence: string;
}

const readableMs = 15_000;

/** What didn't work, in the server's own sentence. It stays long enough to be read, and as long as the pointer is on it. */
export function Problems({ problems, onDismiss }: { problems: readonly Problem[]; onDismiss: (id: string) => void }) {
  return (
    <div className="problems">
      {problems.map((problem) => (
        <ProblemToast key={problem.id} problem={problem} onDismiss={() => onDismiss(problem.id)} />
      ))}
    </div>
  );
}

function ProblemToast({ problem, onDismiss }: { problem: Problem; onDismiss: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer per toast, however often the list is redrawn.
  useEffect(() => {
    const timer = setTimeout(onDismiss, readableMs);
    return () => clearTimeout(timer);
  }, [problem.id]);
  return (
    <div className="problem" role="alert">
      <span>{problem.sentence}</span>
      <button type="button" className="icon-button" aria-label="Dismiss problem" onClick={onDismiss}>
        <span aria-hidden="true">✕</span>
      </button>
    </div>
  );
}
