/** Nothing is dropped in silence: what the page can't draw says so, in the place where it would be. */
export function Unsupported({ what, type }: { what: "block" | "element"; type: string }) {
  return (
    <p className="unsupported">
      unsupported {what}: {type}
    </p>
  );
}
