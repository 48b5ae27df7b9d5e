import { describe, expect, it } from "vitest";
import { soon } from "../../../src/adapters/chat/soon.ts";

describe("an acknowledgement", () => {
  it("takes an answer along that comes in time, and leaves without a late one", async () => {
    expect(await soon(Promise.resolve("here"), 1000)).toBe("here");
    expect(await soon(new Promise(() => {}), 1)).toBe("late");
    await expect(soon(Promise.reject(new Error("broken")), 1000)).rejects.toThrow("broken");
  });
});
