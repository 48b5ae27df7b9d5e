/** Stored text: what goes in comes out, whatever people typed, and what was changed shows. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginningOf, linked, stableJson } from "../../../src/adapters/storage/chain.ts";
import {
  betweenRecords,
  documentParts,
  documentReader,
  faultOf,
  Unreadable,
  writtenRecords,
} from "../../../src/adapters/storage/codec.ts";
import { afterChange, emptyStream, type KeptStream } from "../../../src/adapters/storage/engine/stream.ts";
import { diskOver } from "../../../src/adapters/storage/lowdb/disk.ts";
import { StreamDocument } from "../../../src/adapters/storage/lowdb/document.ts";
import { realFileSystem } from "../../../src/adapters/storage/lowdb/file-system.ts";
import { historyTexts } from "../../../src/adapters/storage/lowdb/history-text.ts";
import { anyChange } from "../../support/any-change.ts";
import { aChange, anId, documents } from "../../support/journal-changes.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

function textOf(stream: KeptStream): string {
  const { before, after } = documentParts(stream);
  const records = writtenRecords(stream.history, beginningOf(stream.id)).map(({ text }) => text);
  return before + records.join(betweenRecords) + after;
}

const id = anId("acme");
const plain = (stream: KeptStream) => {
  const { since, history, slots, claims } = stream;
  return { id: stream.id, since, history, slots: [...slots], claims: [...claims] };
};
const aStream = (...changes: Parameters<typeof afterChange>[1][]): KeptStream =>
  changes.reduce(afterChange, emptyStream(id));

describe("a document", () => {
  it("reads as what was written, for every event there is and everything in it", () => {
    fc.assert(
      fc.property(fc.array(anyChange, { minLength: 1, maxLength: 4 }), (changes) => {
        for (const change of changes) expect(faultOf(change)).toBeUndefined();
        const stream = aStream(...changes);
        const { stream: read, head } = documentReader()(textOf(stream));
        expect(plain(read)).toEqual(plain(stream));
        expect(head).toBe(writtenRecords(stream.history, beginningOf(id)).at(-1)?.hash ?? beginningOf(id));
        expect(textOf(read)).toBe(textOf(stream));
      }),
      { numRuns: 300 },
    );
  });

  it("with any one character of its history changed is not read", () => {
    const text = textOf(aStream(aChange({ events: [documents("W-9"), documents("articles", "bond")] })));
    const from = text.indexOf("\n") + 1;
    const to = text.indexOf('\n],"slots"');
    fc.assert(
      fc.property(fc.integer({ min: from, max: to - 1 }), fc.constantFrom(...'x7" {,'), (at, other) => {
        fc.pre(text[at] !== other && text.slice(at - 1, at + 1) !== ",\n" && text[at] !== "\n");
        const changed = text.slice(0, at) + other + text.slice(at + 1);
        // White space between records is nobody's history.
        fc.pre(!(text[at] === "," && text[at + 1] === "\n"));
        expect(() => documentReader()(changed)).toThrow(Unreadable);
      }),
      { numRuns: 1_000 },
    );
  });

  it("says where it does not fit, and why", () => {
    const text = textOf(aStream(aChange({ slots: [{ key: "a", intent: 1, wanted: 1, shown: 0, failures: 0 }] })));
    expect(() => documentReader()(text.replace('"failures":0', '"failures":-1'))).toThrow(/^slots\[0\]\.failures: /);
  });

  it("keeps one copy of each author among all documents", () => {
    const read = documentReader();
    const text = textOf(aStream(aChange({ events: [documents("a"), documents("b")] })));
    const authors = [read(text), read(text)].flatMap(({ stream }) => stream.history.map(({ by }) => by));
    expect(new Set(authors).size).toBe(1);
  });
});

describe("records of an older format", () => {
  // What a format before the first one could have looked like: documents were one string.
  const older = { version: 1, ...aChange(), event: { type: "DocumentsReceived", document: "W-9" } };
  const { at, by, request, version, event } = older;
  const record = linked({ at, by, request, version, event } as never, 0, beginningOf(id));
  const text = () => {
    const { before, after } = documentParts(aStream(aChange({ events: [] })));
    return before + record.text + after;
  };

  it("are read as what they would be today", () => {
    const read = documentReader({ 0: (old) => documents((old as { document: string }).document) });
    expect(read(text()).stream.history[0]?.event).toEqual(documents("W-9"));
  });

  it("keep their own text and hash", () => {
    const read = documentReader({ 0: () => documents("W-9") });
    expect(read(text())).toMatchObject({ oldText: record.text, head: record.hash });
  });

  it("stay as they are in the document when more is recorded", async () => {
    const folder = temporaryFolder();
    const read = () => {
      const shared = {
        disk: diskOver(realFileSystem),
        texts: historyTexts(),
        decode: documentReader({ 0: () => documents("W-9") }),
      };
      return new StreamDocument(id, folder, shared);
    };
    writeFileSync(join(folder, "ob_acme.json"), text());
    const document = read();
    await document.read();
    await document.keep(afterChange(document.data, aChange({ events: [documents("bond")] })));
    await document.keep(afterChange(document.data, aChange({ events: [documents("tariff")] })));
    expect(readFileSync(document.path, "utf8")).toContain(record.text);
    const again = read();
    await again.read();
    expect(again.data.history.map((each) => each.event)).toEqual(
      ["W-9", "bond", "tariff"].map((name) => documents(name)),
    );
  });

  it("that nothing reads any more are said to be so", () => {
    expect(() => documentReader({})(text())).toThrow("format: nothing here reads format 0 any more");
  });
});

describe("stable JSON", () => {
  it("is the same for equal values, however their members are ordered", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const backwards = Object.fromEntries(Object.entries(value).reverse());
        expect(stableJson(backwards)).toBe(stableJson(value));
        expect(JSON.parse(stableJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { examples: [[{ "": [JSON.parse('{"__proto__":null}')] }]] },
    );
  });
});
