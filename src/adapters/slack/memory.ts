/** What a view carries in its private metadata between being opened and being sent. */
import { z } from "zod";
import { formRefSchema } from "../../views/actions.ts";

export const memorySchema = z.object({
  ref: formRefSchema.optional(),
  /** The place where it was opened, and where its person is told what came of it. */
  place: z.string().max(128).optional(),
  /** How often the form was drawn; part of its block ids, since Slack keeps what stands in a block of the same id. */
  round: z.number().int().min(0).default(0),
  /** Stands for all that is drawn apart from values and errors. */
  print: z.string().max(64).optional(),
  /** By person field with two menus: who was picked in Slack's own when it was drawn; empty: nobody. */
  people: z.record(z.string().max(64), z.string().max(64)).optional(),
  /** Errors are drawn as blocks, so that only drawing again takes them away. */
  drawn: z.boolean().optional(),
});
export type Memory = z.infer<typeof memorySchema>;

export const writeMemory = (memory: Memory): string => JSON.stringify(memory);

/** What a view of ours remembers; a view of an older version, or none of ours, remembers nothing. */
export function readMemory(text: string): Memory {
  try {
    return memorySchema.parse(JSON.parse(text));
  } catch {
    return { round: 0 };
  }
}
