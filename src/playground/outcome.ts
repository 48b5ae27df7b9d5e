/** What came of a delivery to the bot. */
export type Outcome =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly body: string;
      readonly headers: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "http_timeout" }
  | { readonly kind: "connection_failed" };
