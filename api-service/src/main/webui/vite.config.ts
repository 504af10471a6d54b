import { readFileSync } from "node:fs";
import { type Plugin, defineConfig } from "vite";

/** The typeface and the map go out with their licences, as these ask for. */
const licences: Plugin = {
  name: "licences",
  generateBundle() {
    for (const [name, file] of [["inter", "@fontsource-variable/inter/LICENSE"], ["maplibre", "maplibre-gl/LICENSE.txt"]]) {
      const source = readFileSync(`node_modules/${file}`, "utf8");
      this.emitFile({ type: "asset", fileName: `assets/${name}-LICENSE.txt`, source });
    }
  },
};

/** Each page's entry has its title, its style and its script alone; all else is the same everywhere. */
const entries: Plugin = {
  name: "entries",
  transformIndexHtml: {
    order: "pre",
    handler: (own) => readFileSync("src/page/page.html", "utf8").replace("<!-- what is the page's own -->", () => own.trim()),
  },
};

const PAGES = ["city", "dataset", "here", "wall", "console", "desk", "status", "developers"];

/** The addresses of the pages that the service has, for the server of the inner loop too. */
const addresses: Plugin = {
  name: "addresses",
  configureServer(server) {
    server.middlewares.use((request, _, next) => {
      const [path = "/"] = (request.url ?? "/").split("?");
      const page = PAGES.find((name) => path === `/${name}` || path.startsWith(name === "dataset" ? "/datasets/" : `/${name}/`));
      if (page !== undefined && (request.headers.accept ?? "").includes("text/html")) {
        request.url = `/${page}.html`;
      }
      next();
    });
  },
};

// Each page is one entry of `input`; they share the design language and the api client.
export default defineConfig({
  base: "/",
  publicDir: false,
  plugins: [licences, entries, addresses],
  build: {
    target: "es2022",
    outDir: process.env["BYPULS_WEBUI_OUT"] ?? "../../../target/classes/META-INF/resources",
    emptyOutDir: true,
    // Nothing inline: the page works under a strict content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The map is large and comes after everything else.
    chunkSizeWarningLimit: 1_000,
    rollupOptions: { input: Object.fromEntries(PAGES.map((page) => [page, page === "city" ? "index.html" : `${page}.html`])) },
  },
  server: {
    host: "127.0.0.1",
    port: Number(process.env["BYPULS_WEBUI_PORT"] ?? 8083),
    proxy: Object.fromEntries(["/v1", "/basemap", "/admin", "/openapi", "/asyncapi", "/status"].map((path) => [path, process.env["BYPULS_API"] ?? "http://127.0.0.1:8080"])),
  },
});
