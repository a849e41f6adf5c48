/** Makes `docs/api.md` out of the public types and their docstrings. */

/** @param {string} text a docstring, stars and all */
const plain = (text) =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trim())
    .join(' ')
    .trim()
const cell = (/** @type {string} */ text) => text.replace(/\|/g, '\\|')
/** `readonly` says nothing to a reader, nor do line breaks. */
const short = (/** @type {string} */ type) =>
  type
    .replace(/readonly /g, '')
    .replace(/import\('[^']+'\)\./g, '')
    .replace(/(?<![{;])\n(?!\s*\})/g, ';')
    .replace(/\s+/g, ' ')
    .trim()

/**
 * The members of an exported interface: name, what stands between the name and its end, docstring. Members are indented by two.
 *
 * @param {string} source
 * @param {string} name
 */
export const membersOf = (source, name) => {
  const body = new RegExp(`export interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(source)?.[1]
  if (body === undefined) throw new Error(`src/types.ts: expected an interface ${name}, got none`)
  const member = /(?:^ {2}\/\*\*((?:[^*]|\*(?!\/))*)\*\/\n)?^ {2}(?:readonly )?(\w+)(\??)([\s\S]*?)(?=\n {2}[/\w]|(?![\s\S]))/gm
  return [...body.matchAll(member)].map(([, doc = '', key = '', optional, rest = '']) => ({
    key,
    optional: !!optional,
    rest,
    doc: plain(doc),
  }))
}

/** @param {string} source the text of `src/types.ts` */
export const apiMarkdown = (source) => {
  const fields = (/** @type {string} */ name) =>
    membersOf(source, name).map(({ key, rest, doc }) => {
      const [, fallback = ''] = /\s*Default:? ((?:[^.]|\.(?=\S))+)\./.exec(doc) ?? []
      const meaning = doc.replace(/\s*Default:? (?:[^.]|\.(?=\S))+\./, '').trim()
      return `| \`${key}\` | \`${cell(short(rest.replace(/^: /, '')))}\` | ${cell(fallback)} | ${cell(meaning)} |`
    })
  const methods = membersOf(source, 'Peakend').map(({ key, rest, doc }) => `| \`${cell(short(`${key}${rest}`))}\` | ${cell(doc)} |`)
  const events = membersOf(source, 'Events').map(
    ({ key, rest, doc }) => `| \`${key}\` | \`${cell(short(rest.replace(/^: /, '')))}\` | ${cell(doc)} |`,
  )
  const table = (/** @type {string[]} */ head, /** @type {string[]} */ rows) =>
    [`| ${head.join(' | ')} |`, `|${head.map(() => '---|').join('')}`, ...rows].join('\n')
  return `# API

<!-- Made by \`node scripts/schema.mjs\` from src/types.ts: change the text there. -->

Through the global, \`peakend('track', 'order_completed', { order_id: 'A-1001' })\`, or on the handle that \`createPeakend(options)\` gives:
\`handle.track('order_completed', { order_id: 'A-1001' })\`. The names and arguments are the same.

The global **never throws**. Before the script has arrived calls wait, and give nothing back. \`createPeakend\` throws a \`PeakendError\` on options that cannot
be right (\`bad-option\`) and outside a browser (\`no-window\`). Nothing else is thrown: trouble goes to the \`error\` event
([codes](troubleshooting.md#errors)), and a promise then gives \`null\`.

## Options

Of \`createPeakend\`, of \`peakend('init', options)\`, and as \`data-…\` attributes of the script. An attribute without a value is on.

${table(['option', 'type', 'default', 'meaning'], fields('Options'))}

### A destination

One of several, in a list for \`endpoint\`: [where answers go](destinations.md).

${table(['field', 'type', 'default', 'meaning'], fields('Destination'))}

## Methods

${table(['method', 'what it does'], methods)}

### Options of \`show\`

${table(['option', 'type', 'default', 'meaning'], fields('ShowOptions'))}

### Options of \`flush\`

${table(['option', 'type', 'default', 'meaning'], fields('FlushOptions'))}

### What \`inspect\` gives

${table(['field', 'type', 'default', 'meaning'], fields('Inspection'))}

## Events

\`on(type, fn)\` hands over the payload and returns its off. The same goes out as a \`CustomEvent\` on \`window\`, \`peakend:<type>\`, with the payload in \`detail\`; there
without free text, unless \`eventText\`.

${table(['event', 'payload', 'when'], events)}

## For TypeScript

The package brings its types: \`Options\`, \`Peakend\` (the handle), \`Events\`, \`Explanation\`, \`Inspection\`, \`Config\` and everything in it, \`WireEvent\` for endpoints of your own.

\`\`\`ts
import { createPeakend, type Config, type Events } from 'peakend'

const config: Config = { version: 1, surveys: [] }
const peakend = createPeakend({ endpoint: '/v1/responses', config, consent: 'session' })
peakend.on('answered', ({ survey, answers }: Events['answered']) => console.log(survey, answers))
\`\`\`

For the global, declare it once: \`declare const peakend: import('peakend').PeakendGlobal\`.
`
}
