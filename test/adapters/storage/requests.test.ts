/** A stream tells which requests it has answered, however long its history is and whatever branches were staged and not kept. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterChange, emptyStream, type KeptStream } from "../../../src/adapters/storage/engine/stream.ts";
import type { RequestKey } from "../../../src/domain/ids.ts";
import { aChange, anId, documents } from "../../support/journal-changes.ts";

const requests = Array.from({ length: 12 }, (_, index) => `request ${index}` as RequestKey);

const grown = (stream: KeptStream, request: RequestKey): KeptStream =>
  afterChange(stream, aChange({ request, events: [documents("W-9")] }));

const longOne = Array.from({ length: 300 }, (_, index) => `earlier ${index}` as RequestKey).reduce(
  grown,
  emptyStream(anId("acme")),
);

const really = (stream: KeptStream, request: RequestKey): boolean =>
  stream.history.some((recorded) => recorded.request === request);

describe("the requests of a stream", () => {
  it.each([
    ["long", longOne],
    ["short", emptyStream(anId("acme"))],
  ])("are those of its own history, where a %s one branches and each branch is asked at any time", (_, first) => {
    const step = fc.record({
      from: fc.nat(),
      request: fc.constantFrom(...requests),
      ask: fc.constantFrom(...requests),
      grows: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const streams = [first];
        for (const { from, request, ask, grows } of steps) {
          const stream = streams[from % streams.length] ?? first;
          expect(stream.hasRequest(ask)).toBe(really(stream, ask));
          if (grows) streams.push(grown(stream, request));
        }
        for (const stream of streams)
          for (const request of requests) expect(stream.hasRequest(request)).toBe(really(stream, request));
      }),
      { numRuns: 300 },
    );
  });

  it("are still known when only what is shown has changed since", () => {
    const asked = grown(longOne, requests[0] as RequestKey);
    expect(asked.hasRequest(requests[0] as RequestKey)).toBe(true);
    expect(afterChange(asked, aChange({ events: [] })).hasRequest(requests[0] as RequestKey)).toBe(true);
  });
});
