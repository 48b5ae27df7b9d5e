/** Which requests a stream's history answers already: asked of every change, twice of most. */
import type { AnyEvent, Recorded } from "../../../domain/events.ts";
import type { RequestKey } from "../../../domain/ids.ts";

type History = readonly Recorded<AnyEvent>[];

/** Looking through a history as short as that costs less than keeping an index of it, of which there would be one for each stream. */
const longestSearched = 200;

/**
 * The requests of one history and of what it grows into, shared by all streams of that line. A change that was staged and not
 * kept leaves a branch behind: whoever is not of the line indexed begins a line of its own.
 */
export class RequestIndex {
  #indexed: History = [];
  readonly #first = new Map<RequestKey, number>();

  /** Whether the history is what was indexed, or an earlier or a later state of that: records are shared, never copied. */
  isOfLine(history: History): boolean {
    const common = Math.min(history.length, this.#indexed.length);
    return common === 0 || history[common - 1] === this.#indexed[common - 1];
  }

  /** The history is of the line. */
  has(request: RequestKey, history: History): boolean {
    for (const { request: each, version } of history.slice(this.#indexed.length)) {
      if (!this.#first.has(each)) this.#first.set(each, version);
    }
    if (history.length > this.#indexed.length) this.#indexed = history;
    return (this.#first.get(request) ?? Number.POSITIVE_INFINITY) <= history.length;
  }
}

/** Searched from the newest: repeats come soon after the first. */
export const isAmong = (request: RequestKey, history: History): boolean =>
  history.findLastIndex((recorded) => recorded.request === request) !== -1;

export const isWorthAnIndex = (history: History): boolean => history.length > longestSearched;
