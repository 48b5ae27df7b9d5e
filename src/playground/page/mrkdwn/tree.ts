/** A piece of text as read: what the renderers draw, and nothing else ever reaches the page. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bold" | "italic" | "strike"; readonly children: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: "user"; readonly id: string; readonly label?: string }
  | { readonly kind: "channel"; readonly id: string; readonly label?: string }
  | { readonly kind: "broadcast"; readonly text: string }
  /** A mention by name, as Teams writes it. */
  | { readonly kind: "named"; readonly text: string }
  | {
      readonly kind: "date";
      readonly at: number;
      readonly format: string;
      readonly link?: string;
      readonly fallback: string;
    }
  | { readonly kind: "emoji"; readonly name: string }
  | { readonly kind: "break" };

export type Paragraph =
  | { readonly kind: "line"; readonly children: readonly Inline[] }
  | { readonly kind: "quote"; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: "code"; readonly text: string };
