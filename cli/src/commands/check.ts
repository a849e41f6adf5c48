import { either } from '../../../src/survey/check-words'
import { readArguments, UsageError } from '../arguments'
import { formats } from '../check/formats'
import { type Reviewed, review } from '../check/review'
import { readText } from '../read'
import { type Command, FAILED, MISUSED, OK } from '../types'

export const check: Command = {
  name: 'check',
  usage: '<config…> [--format text|json|github] [--strict]',
  summary: 'Says every mistake of a configuration at once, and gives advice on how it asks.',
  options: {
    format: {
      type: 'string',
      short: 'f',
      value: 'format',
      help: 'text (default), json for programs, github for annotations of a pull request.',
    },
    strict: { type: 'boolean', help: 'Advice fails it too.' },
  },
  details: `A file named - is what is piped in. Several files are checked one after the other.
A mistake puts its survey out of use; advice is about surveys that work, but probably not as meant.

Exit code: 0 no mistakes, 1 mistakes (with --strict: or advice), 2 asked wrongly or a file that cannot be read.`,
  run: async (argv, io) => {
    const { words: files, options } = readArguments(check, argv)
    const { format = 'text', strict } = options
    const write = Object.hasOwn(formats, `${format}`) ? formats[`${format}`] : undefined
    if (!write) throw new UsageError(`expected --format ${either(Object.keys(formats))}, got ${JSON.stringify(format)}.`)
    if (!files[0]) throw new UsageError('expected a configuration file, got none. E.g. peakend check peakend.json')

    const reviewed: Reviewed[] = []
    let unread = false
    for (const file of new Set(files)) {
      try {
        reviewed.push(review(file, await readText(file, io), Date.now()))
      } catch (error) {
        if (!(error instanceof UsageError)) throw error
        unread = true
        io.stderr.write(`peakend check: ${error.message}\n`)
      }
    }
    if (reviewed[0]) io.stdout.write(write(reviewed, io))
    const failed = reviewed.some(({ problems }) => problems.some(({ severity }) => strict || severity === 'error'))
    return unread ? MISUSED : failed ? FAILED : OK
  },
}
