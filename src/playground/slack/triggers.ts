/** Trigger ids: short-lived, good for one view. https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
import { randomBytes } from "node:crypto";

interface Trigger {
  readonly userId: string;
  /** The modal it came from, if any: views.push needs one. */
  readonly viewId?: string;
}

type TriggerError = "invalid_trigger_id" | "expired_trigger_id" | "exchanged_trigger_id";

export interface Triggers {
  issue(trigger: Trigger): string;
  /** Uses the trigger up, or says in Slack's words why it is no good. */
  exchange(
    id: unknown,
  ): { readonly ok: true; readonly trigger: Trigger } | { readonly ok: false; readonly error: TriggerError };
}

export interface TriggerClock {
  monotonic(): number;
  millis(): number;
  expiredAtOnce(): boolean;
}

/** How long a used or expired trigger is remembered, to tell it from one that never was. */
const REMEMBERED_MILLIS = 10 * 60_000;

export function createTriggers(clock: TriggerClock): Triggers {
  const issued = new Map<string, Trigger & { readonly at: number; readonly dead: boolean; used: boolean }>();

  function forgetOld(now: number): void {
    for (const [id, one] of issued) {
      if (now - one.at < REMEMBERED_MILLIS) return;
      issued.delete(id);
    }
  }

  return {
    issue: (trigger) => {
      const at = clock.monotonic();
      forgetOld(at);
      const id = `${Math.trunc(at)}.${issued.size + 1}.${randomBytes(16).toString("hex")}`;
      issued.set(id, { ...trigger, at, dead: clock.expiredAtOnce(), used: false });
      return id;
    },
    exchange: (id) => {
      const one = typeof id === "string" ? issued.get(id) : undefined;
      if (!one) return { ok: false, error: "invalid_trigger_id" };
      if (one.used) return { ok: false, error: "exchanged_trigger_id" };
      if (one.dead || clock.monotonic() - one.at > clock.millis()) return { ok: false, error: "expired_trigger_id" };
      one.used = true;
      return { ok: true, trigger: one };
    },
  };
}
