/** A run of the product that ends by itself. */
import { join } from "node:path";
import { aFolder } from "./folder.ts";
import { Product } from "./product.ts";

/** Longer than any start that fails may take. */
const longestMs = 45_000;

/** Runs it to its end, in a folder of its own. */
export async function ranWith(settings: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const { folder, remove } = aFolder();
  const product = new Product({ PORT: "0", DATA_DIR: join(folder, "data"), ...settings }, folder, args);
  const tooLong = setTimeout(() => product.process.kill("SIGKILL"), longestMs);
  const { code } = await product.ended;
  clearTimeout(tooLong);
  remove();
  return { code, said: product.complaints };
}
