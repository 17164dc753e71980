import { defineConfig, type Plugin } from "vite";

/** Nodes that the page may talk to, beside the one on the host that serves it. */
const NODES = process.env.PANSHI_PORTAL_NODES ?? "ws://127.0.0.1:* ws://localhost:*";

/** What the page may load: nothing that is not its own. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  `connect-src 'self' ${NODES}`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/** Puts the policy into the page that is built; the development server injects scripts of its own. */
const policy: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", "content": POLICY },
      injectTo: "head-prepend",
    },
  ],
};

export default defineConfig({
  base: "./",
  // The metadata of the runtime, which a test reads.
  assetsInclude: ["**/*.scale"],
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: { target: "es2022", modulePreload: { polyfill: false }, chunkSizeWarningLimit: 900 },
  plugins: [policy],
  // The time is against tests that hang; a machine that builds at the same time is slow.
  test: { include: ["unit/**/*.test.ts"], testTimeout: 60_000 },
});
