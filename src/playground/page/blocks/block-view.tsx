import { type ComponentType, useId } from "react";
import type { RawBlock } from "../../wire.ts";
import { ElementView } from "../elements/element-view.tsx";
import { useSurface } from "../forms/surface.ts";
import { ImageView } from "./image-view.tsx";
import { Markdown } from "./markdown.tsx";
import { RichText } from "./rich-text.tsx";
import type { Block, BlockKind } from "./shapes.ts";
import { Table } from "./table.tsx";
import { TextView } from "./text-view.tsx";
import { Unsupported } from "./unsupported.tsx";

type Drawings = { readonly [Kind in BlockKind]: ComponentType<{ block: Block<Kind> }> };

const drawings: Drawings = {
  header: ({ block }) => (
    <h3 className="block-header">
      <TextView text={block.text} />
    </h3>
  ),
  section: Section,
  divider: () => <hr className="block-divider" />,
  context: ({ block }) => (
    <div className="block-context">
      {block.elements.map((element, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the elements of a context have no ids.
        <div key={index} className="context-piece">
          {element.type === "image" ? <ImageView image={element} /> : <TextView text={element} />}
        </div>
      ))}
    </div>
  ),
  actions: ({ block }) => (
    <div className="block-actions">
      {block.elements.map((element, index) => (
        <ElementView
          key={"action_id" in element ? element.action_id : index}
          element={element}
          blockId={block.block_id}
        />
      ))}
    </div>
  ),
  input: Input,
  image: ({ block }) => (
    <figure className="block-image">
      {block.title && (
        <figcaption>
          <TextView text={block.title} />
        </figcaption>
      )}
      <ImageView image={block} />
    </figure>
  ),
  rich_text: ({ block }) => (
    <div>
      <RichText elements={block.elements} />
    </div>
  ),
  markdown: ({ block }) => (
    <div>
      <Markdown text={block.text} />
    </div>
  ),
  table: ({ block }) => <Table rows={block.rows} />,
};

/** Draws any block; one that the page doesn't know is named on screen, never left out. */
export function BlockView({ block }: { block: RawBlock }) {
  if (!Object.hasOwn(drawings, block.type)) return <Unsupported what="block" type={block.type} />;
  const Known = drawings[block.type as BlockKind] as ComponentType<{ block: RawBlock }>;
  return <Known block={block} />;
}

function Section({ block }: { block: Block<"section"> }) {
  return (
    <div className={block.accessory?.type === "image" ? "block-section with-image" : "block-section"}>
      <div className="section-text">
        {block.text && <TextView text={block.text} />}
        {block.fields && (
          <div className="section-fields">
            {block.fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no ids.
              <div key={index}>
                <TextView text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && <ElementView element={block.accessory} blockId={block.block_id} />}
    </div>
  );
}

function Input({ block }: { block: Block<"input"> }) {
  const { errors } = useSurface();
  const id = useId();
  const error = errors[block.block_id];
  const described = [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className={error ? "block-input input-wrong" : "block-input"} data-block-id={block.block_id}>
      <label htmlFor={id} id={`${id}-label`} className="input-label">
        <TextView text={block.label} />
        {block.optional && <span className="input-optional"> (optional)</span>}
      </label>
      <ElementView
        element={block.element}
        blockId={block.block_id}
        field={{
          id,
          labelId: `${id}-label`,
          describedBy: described || undefined,
          invalid: error !== undefined,
          optional: block.optional === true,
          dispatches: block.dispatch_action === true,
        }}
      />
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {block.hint && (
        <div id={`${id}-hint`} className="input-hint">
          <TextView text={block.hint} />
        </div>
      )}
    </div>
  );
}
