import { RichText } from "./rich-text.tsx";
import type { TableCell } from "./shapes.ts";

/** The first row is the heading, as Slack draws it. */
export function Table({ rows }: { rows: readonly (readonly TableCell[])[] }) {
  const [head = [], ...body] = rows;
  return (
    <div className="table-frame">
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place.
              <th key={index} scope="col">
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place.
            <tr key={index}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place.
                <td key={column}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Cell = ({ cell }: { cell: TableCell }) =>
  cell.type === "rich_text" ? <RichText elements={cell.elements ?? []} /> : (cell.text ?? "");
