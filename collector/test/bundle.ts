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
      ssr: join(import.meta.dirname, '../src/main.ts'),
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  })
  return { main: join(folder, 'main.mjs'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
