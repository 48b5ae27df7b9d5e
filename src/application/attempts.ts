/** How often somebody tried a code that was not valid, so that nobody finds one by trying. */
import type { AccountId } from "../domain/ids.ts";
import type { Clock } from "../ports/clock.ts";

const most = 5;
const withinMs = 15 * 60_000;
/** Accounts remembered at once; a code has 40 bits, so what is forgotten beyond that helps nobody. */
const mostAccounts = 10_000;

export class Attempts {
  private readonly clock: Clock;
  private readonly failures = new Map<AccountId, readonly number[]>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  allowed(account: AccountId): boolean {
    return this.recent(account).length < most;
  }

  failed(account: AccountId): void {
    const recent = [...this.recent(account), this.now()];
    this.failures.delete(account);
    this.failures.set(account, recent);
    const [oldest] = this.failures.keys();
    if (this.failures.size > mostAccounts && oldest !== undefined) this.failures.delete(oldest);
  }

  private recent(account: AccountId): readonly number[] {
    return (this.failures.get(account) ?? []).filter((at) => this.now() - at < withinMs);
  }

  private now(): number {
    return Date.parse(this.clock.now());
  }
}
