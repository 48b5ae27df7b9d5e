export interface Completion {
  readonly label: string;
  readonly detail: string;
  /** What the text becomes, and where the caret then stands. */
  readonly text: string;
  readonly caret: number;
}

export interface Completions {
  /** Something was typed that the first choice continues: Enter takes it. Otherwise the choices only show what there is. */
  readonly begun: boolean;
  readonly choices: readonly Completion[];
  /** A line that is no choice: what the command expects, or why it can't be used. */
  readonly note?: string;
}

export const nothingToComplete: Completions = { begun: false, choices: [] };
