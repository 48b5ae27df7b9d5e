/** Steps that stand on each other: after one that failed, the others would only wait in vain. */
import { beforeEach } from "vitest";

export function standOnEachOther(): void {
  let stuck = false;
  beforeEach((context) => {
    context.skip(stuck, "an earlier step failed");
    context.onTestFailed(() => {
      stuck = true;
    });
  });
}
