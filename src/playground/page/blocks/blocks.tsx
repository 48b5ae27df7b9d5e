import { Component, type ReactNode } from "react";
import type { RawBlock } from "../../wire.ts";
import { BlockView } from "./block-view.tsx";

/** All blocks of a message, a modal or the Home, each on its own: one that can't be drawn takes no other with it. */
export function Blocks({ blocks }: { blocks: readonly RawBlock[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <Drawable key={block.block_id ?? index} block={block}>
          <BlockView block={block} />
        </Drawable>
      ))}
    </div>
  );
}

interface DrawableState {
  readonly failed: boolean;
  readonly block?: RawBlock;
}

class Drawable extends Component<{ block: RawBlock; children: ReactNode }, DrawableState> {
  override state: DrawableState = { failed: false };

  static getDerivedStateFromError(): Partial<DrawableState> {
    return { failed: true };
  }
  /** An update of the block is another chance to draw it. */
  static getDerivedStateFromProps({ block }: { block: RawBlock }, state: DrawableState): DrawableState {
    return state.block === block ? state : { failed: false, block };
  }
  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <p className="unsupported">block that can't be drawn: {this.props.block.type}</p>;
  }
}
