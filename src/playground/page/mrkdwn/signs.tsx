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

/** The text in pieces, each with the name of its picture where it is a sign. */
export function signedPieces(text: string): readonly { readonly text: string; readonly sign?: string | undefined }[] {
  return text
    .split(sign)
    .map((piece, index) => ({ text: piece, sign: index % 2 === 1 ? signs[piece.replace("\uFE0F", "")] : undefined }));
}

/** The text, with its signs drawn. The characters stay in it. */
export function Signed({ text }: { text: string }) {
  return signedPieces(text).map((piece, index) => {
    if (!piece.sign) return piece.text;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no identity but their place in it.
      <span key={index} className={`sign sign-${piece.sign}`}>
        {piece.text}
      </span>
    );
  });
}
