/**
 * Builds everything `dist/`, `collector/dist/` and `demo/dist/` hold. Chunks first: each is one self-contained module whose name carries a
 * hash of the content; then the two entries, which know those names.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { minify } from 'terser'
import { build } from 'vite'
import { storageJson } from './storage.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
const dist = join(root, 'dist')

/** Name of each lazy chunk → the module it is made of. */
export const chunks = {
  gates: 'src/chunks/gates.ts',
  ask: 'src/chunks/ask.ts',
  send: 'src/chunks/send.ts',
  check: 'src/survey/check.ts',
  tools: 'src/chunks/tools.ts',
  inspector: 'src/chunks/inspector.ts',
  'inspector-fr': 'src/inspector/words-fr.ts',
  care: 'src/chunks/care.ts',
  // Where answers go beside, or instead of, one address that takes CloudEvents.
  destinations: 'src/chunks/destinations.ts',
  'to-json': 'src/outbox/formats/json.ts',
  'to-posthog': 'src/outbox/formats/posthog.ts',
  'to-segment': 'src/outbox/formats/segment.ts',
  'q-choice': 'src/widget/questions/choice.tsx',
  'q-moment': 'src/chunks/moment.ts',
  'q-ranking': 'src/widget/questions/ranking.tsx',
  'q-matrix': 'src/widget/questions/matrix.tsx',
  'q-slider': 'src/widget/questions/slider.tsx',
  'q-date': 'src/widget/questions/date.tsx',
  'q-field': 'src/widget/questions/field.tsx',
  'q-filter': 'src/widget/questions/filter.tsx',
  'q-contact': 'src/widget/questions/contact.tsx',
  'q-consent': 'src/widget/questions/consent.tsx',
  'q-action': 'src/widget/questions/action.tsx',
  'q-callback': 'src/widget/questions/callback.tsx',
  'q-message': 'src/widget/questions/message.tsx',
  drawings: 'src/widget/questions/drawings.ts',
  'layout-modal': 'src/widget/layout-modal.ts',
  'layout-bar': 'src/widget/layout-bar.ts',
  float: 'src/widget/float.ts',
  tab: 'src/chunks/tab.ts',
  theme: 'src/widget/theme.ts',
  more: 'src/chunks/more.ts',
  why: 'src/chunks/why.ts',
  // Answers in the words they were chosen by, for texts that take them up.
  said: 'src/chunks/said.ts',
  scrub: 'src/chunks/scrub.ts',
  forget: 'src/chunks/forget.ts',
  watch: 'src/chunks/watch.ts',
  consent: 'src/connectors/consent.ts',
  // What a page asks for by name.
  setup: 'src/chunks/setup.ts',
  'recipe-kit': 'src/recipes/page.ts',
  'recipe-check': 'src/recipes/check.ts',
  inherited: 'src/recipes/inherited.ts',
  'recipe-waits': 'src/chunks/waits.ts',
  'recipe-post-purchase': 'src/recipes/post-purchase.ts',
  'recipe-checkout-csat': 'src/recipes/checkout-csat.ts',
  'recipe-chat-end': 'src/recipes/chat-end.ts',
  'recipe-peak-end': 'src/recipes/peak-end.ts',
  'recipe-relationship-nps': 'src/recipes/relationship-nps.ts',
  'recipe-exit-reason': 'src/recipes/exit-reason.ts',
  'recipe-pre-purchase': 'src/recipes/pre-purchase.ts',
  'recipe-checkout-effort': 'src/recipes/checkout-effort.ts',
  'recipe-visit-purpose': 'src/recipes/visit-purpose.ts',
  'recipe-page-helpful': 'src/recipes/page-helpful.ts',
  'recipe-friction-help': 'src/recipes/friction-help.ts',
  'recipe-discovery-source': 'src/recipes/discovery-source.ts',
  'recipe-three-e': 'src/recipes/three-e.ts',
  'recipe-product-followup': 'src/recipes/product-followup.ts',
  'recipe-delivery-received': 'src/recipes/delivery-received.ts',
  'recipe-onboarding': 'src/recipes/onboarding.ts',
  'recipe-first-use': 'src/recipes/first-use.ts',
  'recipe-cancellation': 'src/recipes/cancellation.ts',
  'recipe-what-do-you-remember': 'src/recipes/what-do-you-remember.ts',
  // What `data-connect` names: chats, shops, vendors that are gone, and the tags of the page.
  connect: 'src/connectors/setup.ts',
  'connect-chat': 'src/connectors/chats/talk.ts',
  'connect-intercom': 'src/connectors/chats/intercom.ts',
  'connect-zendesk': 'src/connectors/chats/zendesk.ts',
  'connect-crisp': 'src/connectors/chats/crisp.ts',
  'connect-tawk': 'src/connectors/chats/tawk.ts',
  'connect-hubspot': 'src/connectors/chats/hubspot.ts',
  'connect-livechat': 'src/connectors/chats/livechat.ts',
  'connect-iadvize': 'src/connectors/chats/iadvize.ts',
  'connect-freshchat': 'src/connectors/chats/freshchat.ts',
  'connect-chatwoot': 'src/connectors/chats/chatwoot.ts',
  'connect-ga4': 'src/connectors/shops/ga4.ts',
  'connect-shopify': 'src/connectors/shops/shopify.ts',
  'connect-segment': 'src/connectors/shops/segment.ts',
  'connect-rudderstack': 'src/connectors/shops/rudderstack.ts',
  'connect-delighted': 'src/connectors/orphans/delighted.ts',
  'connect-wootric': 'src/connectors/orphans/wootric.ts',
  'connect-to-ga4': 'src/connectors/out/to-ga4.ts',
  'connect-to-segment': 'src/connectors/out/to-segment.ts',
  'connect-to-posthog': 'src/connectors/out/to-posthog.ts',
  'connect-to-matomo': 'src/connectors/out/to-matomo.ts',
  // Words of the card in languages other than English, and of everything beside the card in all of them.
  'words-ar': 'src/widget/words/words-ar.ts',
  'words-de': 'src/widget/words/words-de.ts',
  'words-es': 'src/widget/words/words-es.ts',
  'words-fr': 'src/widget/words/words-fr.ts',
  'words-he': 'src/widget/words/words-he.ts',
  'words-it': 'src/widget/words/words-it.ts',
  'words-ja': 'src/widget/words/words-ja.ts',
  'words-nl': 'src/widget/words/words-nl.ts',
  'words-pl': 'src/widget/words/words-pl.ts',
  'words-pt': 'src/widget/words/words-pt.ts',
  'words-zh': 'src/widget/words/words-zh.ts',
  'menu-ar': 'src/widget/words/menu-ar.ts',
  'menu-de': 'src/widget/words/menu-de.ts',
  'menu-en': 'src/widget/words/menu-en.ts',
  'menu-es': 'src/widget/words/menu-es.ts',
  'menu-fr': 'src/widget/words/menu-fr.ts',
  'menu-he': 'src/widget/words/menu-he.ts',
  'menu-it': 'src/widget/words/menu-it.ts',
  'menu-ja': 'src/widget/words/menu-ja.ts',
  'menu-nl': 'src/widget/words/menu-nl.ts',
  'menu-pl': 'src/widget/words/menu-pl.ts',
  'menu-pt': 'src/widget/words/menu-pt.ts',
  'menu-zh': 'src/widget/words/menu-zh.ts',
  'moment-ar': 'src/widget/words/moment-ar.ts',
  'moment-de': 'src/widget/words/moment-de.ts',
  'moment-en': 'src/widget/words/moment-en.ts',
  'moment-es': 'src/widget/words/moment-es.ts',
  'moment-fr': 'src/widget/words/moment-fr.ts',
  'moment-he': 'src/widget/words/moment-he.ts',
  'moment-it': 'src/widget/words/moment-it.ts',
  'moment-ja': 'src/widget/words/moment-ja.ts',
  'moment-nl': 'src/widget/words/moment-nl.ts',
  'moment-pl': 'src/widget/words/moment-pl.ts',
  'moment-pt': 'src/widget/words/moment-pt.ts',
  'moment-zh': 'src/widget/words/moment-zh.ts',
  'extra-ar': 'src/widget/words/extra-ar.ts',
  'extra-de': 'src/widget/words/extra-de.ts',
  'extra-en': 'src/widget/words/extra-en.ts',
  'extra-es': 'src/widget/words/extra-es.ts',
  'extra-fr': 'src/widget/words/extra-fr.ts',
  'extra-he': 'src/widget/words/extra-he.ts',
  'extra-it': 'src/widget/words/extra-it.ts',
  'extra-ja': 'src/widget/words/extra-ja.ts',
  'extra-nl': 'src/widget/words/extra-nl.ts',
  'extra-pl': 'src/widget/words/extra-pl.ts',
  'extra-pt': 'src/widget/words/extra-pt.ts',
  'extra-zh': 'src/widget/words/extra-zh.ts',
  // Watchers of moments that few surveys wait for.
  'on-visible': 'src/moments/visible.ts',
  'on-scroll': 'src/moments/scroll.ts',
  'on-exit': 'src/moments/exit.ts',
  'on-dwell': 'src/moments/dwell.ts',
  'on-idle': 'src/moments/idle.ts',
  'on-friction': 'src/moments/friction.ts',
  'on-journey': 'src/moments/journey.ts',
  'on-returning': 'src/moments/returning.ts',
  'on-slot': 'src/moments/slot.ts',
  'on-launcher': 'src/chunks/launcher.ts',
}
/** These share a chunk. */
const sharing = ['ask', 'send', 'tools', 'care']
/** The inline stub of README; the same bytes as dist/stub.js, so that one hash allows both. */
const stub = 'window.peakend=window.peakend||function(){(peakend.q=peakend.q||[]).push(arguments)}'

/** Below these it stays silent. */
const targets = ['safari16.4', 'firefox115', 'chrome109']
const shared = {
  root,
  // The shop takes the recipes as a customer does, by the package's name.
  resolve: { alias: { 'peakend/recipes': join(root, 'src/recipes/index.ts') } },
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  // Without `pure` every element would carry a comment for tree shaking that nothing here needs.
  oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment', pure: false } },
}
/**
 * Chromium compiles all of such a file while it downloads, off the main thread, rather than each function when it is first called
 * (https://explainers-by-googlers.github.io/explicit-javascript-compile-hints-file-based). Others read a comment.
 */
const EAGER = '//# allFunctionsCalledOnLoad\n'
/** What runs between a trigger and the card, as good as all of it. */
const eager = ['gates', 'ask', 'common']
/** A second minifier after the bundler's own: about one byte in a hundred. */
const squeeze = async (code, module) => {
  const { code: small = code } = await minify(code, {
    module,
    ecma: 2020,
    compress: { passes: 3, ecma: 2020, hoist_vars: !module },
    mangle: { toplevel: true },
  })
  return small.trim()
}
/** The schema library keeps its settings on the global object, for copies of it to share; in somebody's page ours keeps them to itself. */
const keepsToItself = {
  name: 'keeps-to-itself',
  transform: (code, id) =>
    /zod\/v4\/core\/(core|registries)\.js$/.test(id) ? `const ownGlobal = {}\n${code.replaceAll('globalThis', 'ownGlobal')}` : undefined,
}
export const bundle = async (
  entry,
  { format = 'es', define = {}, plugins = [], minified = true, ssr = false, external, alone = false } = {},
) => {
  const result = await build({
    ...shared,
    define: { VERSION: JSON.stringify(version), ...define },
    plugins: ssr ? plugins : [keepsToItself, ...plugins],
    // A program's packages are installed beside it, unless it has to do without.
    ...(alone ? { ssr: { noExternal: true } } : {}),
    build: {
      write: false,
      ssr,
      target: ssr ? 'node20' : targets,
      modulePreload: false,
      minify: minified ? 'oxc' : false,
      ...(ssr ? {} : { lib: { entry: join(root, entry), formats: [format], name: 'peakendScript', fileName: () => 'out.js' } }),
      rolldownOptions: {
        ...(ssr ? { input: join(root, entry) } : {}),
        ...(external ? { external } : {}),
        output: {
          codeSplitting: false,
          ...(minified
            ? { minify: { compress: true, mangle: { toplevel: true }, codegen: { removeWhitespace: true, legalComments: 'none' } } }
            : {}),
        },
      },
    },
  })
  const { code } = [result].flat()[0].output[0]
  return minified ? squeeze(code, format === 'es') : code
}
/**
 * The chunks, by name, each complete in itself, but for those that share storage: what two of them need is in `common`, which the script
 * fetches beside them, so that nothing is downloaded twice and nothing waits for its importer.
 */
const bundleChunks = async (names = Object.keys(chunks), { define = {}, plugins = [] } = {}) => {
  const codes = {}
  for (const name of names) if (!sharing.includes(name)) codes[name] = await bundle(chunks[name], { define, plugins })
  const result = await build({
    ...shared,
    define: { VERSION: JSON.stringify(version), ...define },
    plugins,
    build: {
      write: false,
      target: targets,
      modulePreload: false,
      minify: 'oxc',
      rolldownOptions: {
        input: Object.fromEntries(sharing.map((name) => [name, join(root, chunks[name])])),
        preserveEntrySignatures: 'strict',
        output: {
          format: 'es',
          entryFileNames: '[name].__SET__.js',
          chunkFileNames: '[name].__SET__.js',
          codeSplitting: { groups: [{ name: 'common', minShareCount: 2 }] },
          minify: { compress: true, mangle: { toplevel: true }, codegen: { removeWhitespace: true, legalComments: 'none' } },
        },
      },
    },
  })
  for (const { fileName, code } of [result].flat()[0].output) codes[fileName.split('.')[0]] = await squeeze(code, true)
  return codes
}
const put = async (folder, name, code) => {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), code)
}
const hash = (code) => createHash('sha256').update(code).digest('hex').slice(0, 8)

/**
 * The script and some of its chunks, by path: a build of one's own, from sources that `plugins` may change, beside which the rest of `dist/`
 * can stand. Writes nothing.
 */
export async function bundleSet(names, options) {
  const codes = await bundleChunks(names, options)
  const set = hash(Object.values(codes).join('\n'))
  const files = new Map(Object.entries(codes).map(([name, code]) => [`chunks/${name}.${set}.js`, code.replaceAll('__SET__', set)]))
  const define = { ...options?.define, HASH: JSON.stringify(set) }
  return files.set('peakend.js', await bundle('src/script.ts', { ...options, format: 'iife', define }))
}

export async function buildSdk() {
  await rm(dist, { recursive: true, force: true })
  const codes = await bundleChunks()
  // One hash for the set: what a chunk shares with the script has no version of its own, so chunks of two builds must never meet.
  const set = hash(Object.values(codes).join('\n'))
  const names = Object.fromEntries(Object.keys(codes).map((name) => [name, `chunks/${name}.${set}.js`]))
  for (const [name, code] of Object.entries(codes))
    await put(dist, names[name], (eager.includes(name) ? EAGER : '') + code.replaceAll('__SET__', set))
  await put(dist, 'peakend.js', EAGER + (await bundle('src/script.ts', { format: 'iife', define: { HASH: JSON.stringify(set) } })))
  const toChunk = {
    name: 'imports-to-chunks',
    enforce: 'pre',
    resolveId(id, importer) {
      if (!importer?.endsWith('create.ts')) return
      const found = Object.entries(chunks).find(([, entry]) => join(root, entry).replace(/\.tsx?$/, '') === resolve(dirname(importer), id))
      return found && { id: `./${names[found[0]]}`, external: 'relative' }
    },
  }
  await put(dist, 'index.js', await bundle('src/index.ts', { plugins: [toChunk] }))
  // Functions for code; a page that names recipes gets each as a chunk.
  await put(dist, 'recipes.js', await bundle('src/recipes/index.ts'))
  await put(dist, 'stub.js', stub)
  // Generated from the schema by scripts/schema.mjs; a test holds the two equal.
  await put(dist, 'peakend.schema.json', await readFile(join(root, 'docs/peakend.schema.json')))
  await put(dist, 'storage.json', `${storageJson()}\n`)
  declarations()
  const files = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith('.js')).sort()
  const sri = {}
  for (const file of files)
    sri[file] = `sha384-${createHash('sha384')
      .update(await readFile(join(dist, file)))
      .digest('base64')}`
  await put(dist, 'sri.json', `${JSON.stringify(sri, null, 2)}\n`)
  // To paste into pages where the files lie at the root of their origin.
  const integrity = Object.fromEntries(
    Object.entries(sri).flatMap(([file, hash]) => (file.startsWith('chunks/') ? [[`/${file}`, hash]] : [])),
  )
  await put(dist, 'importmap.json', `${JSON.stringify({ integrity }, null, 2)}\n`)
  await put(dist, 'chunks.json', `${JSON.stringify(names, null, 2)}\n`)
  // After the integrity hashes: they run in a terminal, not on a page.
  await buildCli()
  return names
}

/** The `peakend` command, and what of it is of use to a program: complete in themselves, they need nothing but Node. */
async function buildCli() {
  const whole = { ssr: true, minified: false, alone: true }
  await put(dist, 'simulate.js', await bundle('cli/src/simulate/index.ts', whole))
  const code = await bundle('cli/src/main.ts', whole)
  await put(dist, 'cli.js', `#!/usr/bin/env node\n${code}`)
  await chmod(join(dist, 'cli.js'), 0o755)
}

/** Types of the npm entry, and of what it mentions. */
function declarations() {
  const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'scripts/tsconfig.types.json'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status) throw new Error('The types of the npm entry could not be written: see above.')
}

async function buildCollector() {
  const out = join(root, 'collector/dist')
  await rm(out, { recursive: true, force: true })
  // `reader` is a thread of its own: the other two look for it beside them.
  for (const name of ['main', 'index', 'reader'])
    await put(out, `${name}.js`, await bundle(`collector/src/${name}.ts`, { ssr: true, minified: false }))
}

/** The shop's program, the scripts of its pages, and their one style sheet. */
async function buildDemo() {
  const out = join(root, 'demo/dist')
  await rm(out, { recursive: true, force: true })
  await put(out, 'main.js', await bundle('demo/src/main.ts', { ssr: true, minified: false, external: ['@peakend/collector'] }))
  // Beside the shop, and no part of it: `npm run demo:data`.
  await put(out, 'data.js', await bundle('demo/src/data/main.ts', { ssr: true, minified: false }))
  await put(out, 'public/shop.js', await bundle('demo/src/page/shop.ts', { format: 'iife' }))
  await put(out, 'public/gallery.js', await bundle('demo/src/page/gallery.ts', { format: 'iife' }))
  await put(out, 'public/trial.js', await bundle('demo/src/page/trial/world.ts', { format: 'iife' }))
  const styles = join(root, 'demo/styles')
  const sheets = (await readdir(styles)).filter((file) => file.endsWith('.css')).sort()
  const looks = join(root, 'docs/themes')
  // The files that teams copy, each for the shop that wears it.
  const worn = (await readdir(looks)).sort().map(async (file) => {
    const theme = await readFile(join(looks, file), 'utf8')
    return theme.replaceAll(':root', `:root[data-look="${file.replace('.css', '')}"]`)
  })
  const all = await Promise.all([...sheets.map((file) => readFile(join(styles, file), 'utf8')), ...worn])
  await put(out, 'public/shop.css', all.join('\n'))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const only = process.argv[2]
  if (!only || only === 'sdk') await buildSdk()
  if (!only || only === 'collector') await buildCollector()
  if (!only || only === 'demo') await buildDemo()
}
