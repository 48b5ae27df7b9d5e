/**
 * What people typed and did not send yet, by a key that names the place. It lives as long as the window, so that
 * changing seats or channels loses nothing; it is nobody's business but this window's, so it isn't sent anywhere.
 */
const drafts = new Map<string, unknown>();

export function draftOf<Draft>(key: string, empty: Draft): Draft {
  return (drafts.get(key) as Draft | undefined) ?? empty;
}

export function keepDraft<Draft>(key: string, draft: Draft): void {
  drafts.set(key, draft);
}

export function dropDraft(key: string): void {
  drafts.delete(key);
}
