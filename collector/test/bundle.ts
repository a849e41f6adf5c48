import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

/** Node 20 does not run TypeScript: the program is bundled beside its package.json, in a folder git does not see. */
export const bundleProgram = async (name: string): Promise<{ readonly main: string; readonly remove: () => void }> => {
  const folder = join(import.meta.dirname, 'dist', name)
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, '..'),
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input: ['main', 'reader'].map((name) => join(import.meta.dirname, `../src/${name}.ts`)),
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  })
  return { main: join(folder, 'main.mjs'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
