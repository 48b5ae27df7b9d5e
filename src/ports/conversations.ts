/** What a platform has to remember so that the bot can write first: where a place or a person is reached. */
export interface Conversations {
  /** JSON as it was put; undefined where nothing was. */
  get(key: string): unknown;
  entries(): Iterable<readonly [key: string, value: unknown]>;
  /** Resolves when it is durable. Putting what stands there already costs nothing. @throws NotKept */
  put(key: string, value: unknown): Promise<void>;
  /** Waits for what is in hand. */
  close(): Promise<void>;
}
