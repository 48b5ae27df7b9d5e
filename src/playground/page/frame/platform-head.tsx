import type { ReactNode } from "react";
import { type Show, useLinks } from "./address.ts";
import type { Shown } from "./shown.ts";

export const platformNames = { slack: "Slack", teams: "Teams" } as const satisfies Record<Show, string>;

interface PlatformHeadProps {
  readonly platform: Show;
  readonly shown: Shown;
  /** As whom the person is here. */
  readonly account: ReactNode;
}

/** Says which platform a pane is and whose account, and gives it the whole stage or half of it. */
export function PlatformHead({ platform, shown, account }: PlatformHeadProps) {
  const linkTo = useLinks();
  const other = platform === "slack" ? "teams" : "slack";
  const alone = shown[other] !== "open";
  const label = alone ? "Show Slack and Teams side by side" : `Show only ${platformNames[platform]}`;
  return (
    <header className="platform-head">
      <strong>{platformNames[platform]}</strong>
      <span className="platform-account">{account}</span>
      <a className="icon-button" href={linkTo({ show: alone ? undefined : platform })} aria-label={label} title={label}>
        <LayoutSign sides={alone ? 2 : 1} />
      </a>
    </header>
  );
}

function LayoutSign({ sides }: { sides: 1 | 2 }) {
  return (
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
      <rect x="2.5" y="4" width="15" height="12" rx="2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      {sides === 2 ? (
        <path d="M10 4v12" stroke="currentColor" strokeWidth="1.6" />
      ) : (
        <path
          d="M6 10h8M6 10l2.2-2.2M6 10l2.2 2.2M14 10l-2.2-2.2M14 10l-2.2 2.2"
          stroke="currentColor"
          fill="none"
          strokeWidth="1.4"
        />
      )}
    </svg>
  );
}

interface FoldedProps {
  readonly platform: Show;
  readonly unread: number;
}

/** What is left of a platform that gave its half away: a strip that brings it back. */
export function FoldedPlatform({ platform, unread }: FoldedProps) {
  const linkTo = useLinks();
  return (
    <a className={`platform-strip platform-${platform}`} href={linkTo({ show: undefined })}>
      <span className="unseen">Show </span>
      {platformNames[platform]}
      <span className="unseen"> too</span>
      <Unread count={unread} />
    </a>
  );
}

interface TabsProps {
  readonly shown: Shown;
  readonly unread: Readonly<Record<Show, number>>;
}

/** Where there is room for one platform only. */
export function PlatformTabs({ shown, unread }: TabsProps) {
  const linkTo = useLinks();
  return (
    <nav className="platform-tabs" aria-label="Slack or Teams">
      {(["slack", "teams"] as const).map((platform) => {
        const open = shown[platform] === "open";
        return (
          <a
            key={platform}
            className={`platform-${platform}`}
            href={linkTo({ show: platform })}
            aria-current={open ? "page" : undefined}
          >
            {platformNames[platform]}
            {!open && <Unread count={unread[platform]} />}
          </a>
        );
      })}
    </nav>
  );
}

function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="badge badge-addressed">
      {count}
      <span className="unseen"> unread</span>
    </span>
  );
}
