/** What Teams allows. Each number has its source. */
export const LIMITS = {
  /** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
  message: { bytes: 28 * 1024 },
  /** Answers to an activity: https://learn.microsoft.com/azure/bot-service/bot-service-troubleshoot-general-problems */
  answer: { millis: 15_000 },
  /** How often an invoke without a valid answer comes again is nowhere written; twice was seen. */
  invokeRetries: { delays: [1_000, 2_000] },
  activityRetries: { delays: [1_000, 3_000] },
  /** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views */
  personalViews: { people: 60 },
  /** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference */
  card: { version: 1.5, actions: 5 },
  /** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
  pagedMembers: { least: 50, most: 500 },
  /** A token for the connector lives an hour, as Microsoft's do at least. */
  token: { seconds: 3_600 },
  /** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
  search: { results: 15 },
  /** Ours: cards that a person sees at once when they look at a conversation; only these refresh. */
  inSight: { cards: 10 },
} as const;

/** Per bot and thread: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
export const THROTTLE = {
  send: [
    { millis: 1_000, calls: 7 },
    { millis: 2_000, calls: 8 },
    { millis: 30_000, calls: 60 },
    { millis: 3_600_000, calls: 1_800 },
  ],
  members: [
    { millis: 1_000, calls: 14 },
    { millis: 2_000, calls: 16 },
    { millis: 30_000, calls: 120 },
    { millis: 3_600_000, calls: 3_600 },
  ],
} as const;
