import { type ReactNode, useState } from "react";

const dismissedKey = "playground-guidance-dismissed";

function wasDismissed(): boolean {
  try {
    return localStorage.getItem(dismissedKey) === "yes";
  } catch {
    return false;
  }
}

function rememberDismissed(): void {
  try {
    localStorage.setItem(dismissedKey, "yes");
  } catch {
    // A browser that keeps nothing shows the hint again next time.
  }
}

/** One line for whoever sees this for the first time. */
export function HintLine({ children }: { children: ReactNode }) {
  const [dismissed, setDismissed] = useState(wasDismissed);
  if (dismissed) return null;
  return (
    <aside className="guidance" aria-label="How to start">
      <p>{children}</p>
      <button
        type="button"
        className="icon-button"
        aria-label="Hide this hint"
        onClick={() => {
          setDismissed(true);
          rememberDismissed();
        }}
      >
        <span aria-hidden="true">✕</span>
      </button>
    </aside>
  );
}
