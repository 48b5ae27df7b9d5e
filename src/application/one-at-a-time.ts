/** Work that is done one after another, each seeing what the one before it has kept. */
export class OneAtATime {
  private tail: Promise<unknown> = Promise.resolve();

  /** @throws whatever `work` throws */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.tail.then(work);
    this.tail = turn.catch(() => undefined);
    return turn;
  }
}
