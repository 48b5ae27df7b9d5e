/** Specifications as sentences: given a history, when somebody asks for something, then this comes of it. */
import { expect } from "vitest";
import type { Command } from "../../src/domain/commands.ts";
import type { Decision, Invalid, Refusal } from "../../src/domain/decision.ts";
import type { OnboardingEvent } from "../../src/domain/events.ts";
import { agreementTo, type Doubt } from "../../src/domain/findings.ts";
import { decideAs, type Story } from "./an-onboarding.ts";
import type { Someone } from "./people.ts";

export class Asked {
  readonly decision: Decision;
  private readonly again: (agreed: readonly string[]) => Asked;

  constructor(decide: (agreed: readonly string[]) => Decision, agreed: readonly string[] = []) {
    this.decision = decide(agreed);
    this.again = (keys) => new Asked(decide, keys);
  }

  thenHappens(...events: readonly OnboardingEvent[]): void {
    expect(this.decision).toEqual({ kind: "happened", events });
  }
  thenNothingChanges(): void {
    expect(this.decision).toEqual({ kind: "unchanged" });
  }
  thenIsRefused(refusal: Refusal): void {
    expect(this.decision).toEqual({ kind: "refused", refusal });
  }
  thenIsInvalid(...problems: readonly Invalid[]): void {
    expect(this.decision).toEqual({ kind: "invalid", problems });
  }
  /** Asks to be sure of exactly these; goes on with the person's yes. */
  thenAsksAbout(...doubts: readonly Doubt[]): { readonly whenAgreed: () => Asked } {
    expect(this.decision).toEqual({ kind: "doubtful", doubts });
    return { whenAgreed: () => this.again(agreementTo(doubts)) };
  }
  /** Agrees to whatever is asked. */
  agreeing(): Asked {
    return this.decision.kind === "doubtful" ? this.again(agreementTo(this.decision.doubts)) : this;
  }
  agreed(keys: readonly string[]): Asked {
    return this.again(keys);
  }
}

export const given = (story: Story) => ({
  when: (command: Command, by: Someone): Asked =>
    new Asked((agreed) => decideAs(command, story.stateIfAny, by, story.now, agreed)),
});
