/**
 * Preloaded into the product by `--import`: writes down every module that it loads, whichever way it is loaded, into the file
 * that MODULES_TOLD_IN names. The product itself knows nothing of it.
 */
import { appendFileSync } from "node:fs";
import { createRequire, register } from "node:module";
import { isMainThread } from "node:worker_threads";

const tell = (names) => appendFileSync(process.env.MODULES_TOLD_IN, names.map((name) => `${name}\n`).join(""));

if (isMainThread) {
  register(import.meta.url);
  // What CommonJS modules load among themselves goes by no hook, but stands here in the end.
  process.on("exit", () => tell(Object.keys(createRequire(import.meta.url).cache)));
}

export async function resolve(specifier, context, nextResolve) {
  const resolved = await nextResolve(specifier, context);
  tell([resolved.url]);
  return resolved;
}
