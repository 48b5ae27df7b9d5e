/** Randomness that can be had again: the same seed makes the same choices. */
import { type Random, seeded } from "../../durability/support/random.ts";

export interface Dice extends Random {
  chance(share: number): boolean;
  pick<One>(choices: readonly [One, ...One[]]): One;
  oneOf<One>(choices: readonly One[]): One | undefined;
  shuffled<One>(list: readonly One[]): readonly One[];
}

export function diceOf(seed: number): Dice {
  const random = seeded(seed);
  const index = (length: number) => Math.floor(random.between(0, length));
  return {
    ...random,
    chance: (share) => random.between(0, 1) < share,
    pick: (choices) => choices[index(choices.length)] ?? choices[0],
    oneOf: (choices) => choices[index(choices.length)],
    shuffled: (list) =>
      list
        .map((one) => [random.between(0, 1), one] as const)
        .sort(([one], [other]) => one - other)
        .map(([, one]) => one),
  };
}
