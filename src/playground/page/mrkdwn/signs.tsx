/**
 * Signs that a business bot lives by, drawn by the page itself: fonts draw them differently, and some machines have
 * no font for them at all. The rest of Unicode is left to the fonts.
 */
const signs: Readonly<Record<string, string>> = {
  "✅": "done",
  "☑": "done",
  "✔": "done",
  "▶": "play",
  "⏳": "hourglass",
  "⌛": "hourglass",
  "🔒": "lock",
  "🔐": "lock",
  "🔓": "unlock",
  "⏰": "alarm",
  "⛔": "stop",
  "🚫": "stop",
  "❌": "cross",
  "⚠": "warning",
  ℹ: "info",
  "⬜": "open",
  "◻": "open",
  "▫": "small",
  "👉": "point",
  "➡": "point",
  "📌": "pin",
  "👁": "eye",
  "👀": "eye",
  "🎉": "party",
  "📅": "calendar",
  "📆": "calendar",
  "🗓": "calendar",
};

const sign = new RegExp(`((?:${Object.keys(signs).join("|")})\uFE0F?)`, "gu");

/** The text, with its signs drawn. The characters stay in it. */
export function Signed({ text }: { text: string }) {
  return text.split(sign).map((piece, index) => {
    const known = index % 2 === 1 ? signs[piece.replace("\uFE0F", "")] : undefined;
    if (!known) return piece;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no identity but their place in it.
      <span key={index} className={`sign sign-${known}`}>
        {piece}
      </span>
    );
  });
}
