/** Serves the built page: a handful of files, read once. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".json": "application/json; charset=utf-8",
};

/** The page needs nothing from elsewhere, and no other site may frame it. */
const policy =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

export type PageFiles = (request: IncomingMessage, response: ServerResponse) => boolean;

/** @throws an error that says how to build the page where it was not built */
export function pageFiles(folder: string): PageFiles {
  const files = new Map<string, { readonly body: Buffer; readonly type: string }>();
  const read = (at: string) => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) read(path);
      else {
        const url = `/${relative(folder, path).split(sep).join("/")}`;
        files.set(url, { body: readFileSync(path), type: types[extname(name)] ?? "application/octet-stream" });
      }
    }
  };
  try {
    read(folder);
  } catch (error) {
    throw new Error("The playground's page is not built. Run npm run build, then start again.", { cause: error });
  }
  return (request, response) => {
    const path = request.url?.split("?", 1)[0] ?? "/";
    const file = files.get(path === "/" ? "/index.html" : path);
    if (!file || (request.method !== "GET" && request.method !== "HEAD")) return false;
    const kept = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    response.writeHead(200, {
      "content-type": file.type,
      "content-length": file.body.length,
      "cache-control": kept,
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    response.end(request.method === "HEAD" ? undefined : file.body);
    return true;
  };
}
