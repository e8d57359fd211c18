import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)
const demo = at('seeds/demo.ts')

/** The page's own routes lie deeper than its assets, so these are named from the root; the tool would name them from the page. */
const assetsFromRoot = { name: 'assets-from-root', config: { order: 'post' as const, handler: () => ({ base: '/' }) } }

/** The shell is built into two folders of `out/`; the others stay, so that a running app keeps its page meanwhile. */
const emptyOwnFolders = {
  name: 'empty-own-folders',
  buildStart: () => {
    for (const folder of ['out/main', 'out/seeds']) rmSync(at(folder), { recursive: true, force: true })
  },
}

/**
 * Three builds into `out/`: the shell with the core, the preload, the page. The demo office is an entry of its own
 * beside the shell, because it is loaded at run time, and shares the shell's modules.
 */
export default defineConfig({
  main: {
    plugins: [emptyOwnFolders],
    build: {
      outDir: at('out'),
      emptyOutDir: false,
      rolldownOptions: {
        input: {
          'main/index': at('main/index.ts'),
          'main/token-process': at('main/token-process.ts'),
          'main/page-words-worker': at('main/adapters/page-words/page-words-worker.ts'),
          'main/verifier-worker': at('main/verifier-worker.ts'),
          ...(existsSync(demo) ? { 'seeds/demo': demo } : {}),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'main/chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload cannot load modules: one CommonJS file, everything inside.
      externalizeDeps: false,
      outDir: at('out/preload'),
      rolldownOptions: {
        input: at('preload/index.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react(), assetsFromRoot],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
})
