// Bundles the scripts, the styles and the typeface into the folder named on the command line.
// File names carry a hash of their content, so browsers may keep them for ever.
import { build } from "esbuild";
import { readdirSync } from "node:fs";

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node build.mjs FOLDER");
  process.exit(2);
}

// `daybook.js` and `daybook.css` load on every page; any other entry only where it is named.
const entries = readdirSync("src").filter((name) => /^(daybook|page-.*)\.(js|css)$/.test(name));

await build({
  entryPoints: entries.map((name) => `src/${name}`),
  outdir: folder,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "chrome123", "firefox121", "safari17.5"],
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file" },
  publicPath: "/assets/",
  legalComments: "none",
  logLevel: "warning",
});
