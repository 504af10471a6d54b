import { readFileSync } from "node:fs";
import { type Plugin, defineConfig } from "vite";

/** The typeface goes out with its licence, as that asks for. */
const typefaceLicence: Plugin = {
  name: "typeface-licence",
  generateBundle() {
    const source = readFileSync("node_modules/@fontsource-variable/inter/LICENSE", "utf8");
    this.emitFile({ type: "asset", fileName: "assets/inter-LICENSE.txt", source });
  },
};

// Each page is one entry of `input`; they share the design language and the api client.
export default defineConfig({
  base: "/",
  publicDir: false,
  plugins: [typefaceLicence],
  build: {
    target: "es2022",
    outDir: process.env["BYPULS_WEBUI_OUT"] ?? "../../../target/classes/META-INF/resources",
    emptyOutDir: true,
    // Nothing inline: the page works under a strict content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { city: "index.html" } },
  },
  server: {
    host: "127.0.0.1",
    port: Number(process.env["BYPULS_WEBUI_PORT"] ?? 8083),
    proxy: { "/v1": process.env["BYPULS_API"] ?? "http://127.0.0.1:8080" },
  },
});
