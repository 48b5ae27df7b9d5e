/** Teams' limits by name, each group with the page that states it. */
export const limits = {
  /**
   * A message holds about 28 KB, text, card and mentions together; kept to 20 KB, so that what Teams adds has room.
   * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
   */
  card: { refusedAtBytes: 28 * 1024, aimBytes: 20_000 },
  /**
   * Of one action set; the rest stand in sets of their own. A set is one row, and what goes past the edge of a card of the
   * usual width is cut off: so many characters of labels fit, each button taking the room of a few more.
   */
  actions: { inASet: 5, charactersInARow: 52, charactersPerButton: 4 },
  /**
   * People who get a view of their own by themselves.
   * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views
   */
  refresh: { userIds: 60 },
  /** Shown in notifications; none is stated, longer ones are cut on screen. */
  summary: 500,
  /** None is stated for typed text; ours ask for less. */
  input: { text: 4000 },
  /**
   * More than a few read better in a menu, and more than that are asked for as somebody types where the card would grow too large.
   * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
   */
  choices: { shownInFull: 5, ticksShownInFull: 15, sentAlong: { choice: 60, person: 5 }, found: 15 },
  /** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/invoking-task-modules#dialog-size */
  dialog: { width: "medium", low: "medium", high: "large", lowUpTo: 4 },
} as const;

/**
 * What a bot may send to one conversation, in windows of so many seconds.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit#per-bot-per-thread-limit
 */
export const threadRates = [
  { seconds: 1, most: 7 },
  { seconds: 2, most: 8 },
  { seconds: 30, most: 60 },
  { seconds: 3600, most: 1800 },
] as const;
