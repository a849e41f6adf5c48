import type { Report } from '../../../collector/src/report/types'
import { either } from '../../../src/survey/check-words'
import { readArguments, UsageError } from '../arguments'
import { remoteOf, remoteOptions, spanOptions, spanQuery } from '../remote/remote'
import { reportText } from '../report/text'
import { type Language, words } from '../report/words'
import { type Command, type Io, OK } from '../types'

const isLanguage = (text: string): text is Language => Object.hasOwn(words, text)

/** As the terminal is set (POSIX, “Environment Variables”: the first of these that is set counts). */
const languageOf = (given: unknown, { env }: Pick<Io, 'env'>): Language => {
  if (given !== undefined) {
    if (isLanguage(`${given}`)) return given as Language
    throw new UsageError(`--lang: expected ${either(Object.keys(words))}, got ${given}.`)
  }
  const set = (env.LC_ALL || env.LC_MESSAGES || env.LANG || 'en').slice(0, 2).toLowerCase()
  return isLanguage(set) ? set : 'en'
}

export const report: Command = {
  name: 'report',
  usage: '[--url <url>] [--days <number>] [--json]',
  summary: 'Shows the scores of a collector: by touchpoint, with interval, number of answers and trend.',
  options: {
    ...remoteOptions,
    ...spanOptions,
    test: { type: 'boolean', help: 'Test answers in place of real ones' },
    lang: { type: 'string', value: 'language', help: 'en or fr; default: as the terminal is set' },
    json: { type: 'boolean', help: 'Everything, as GET /v1/report has it' },
  },
  details: `A score stands there only when it is worth reading, as on the results page; n is how many answers it is made of.
Into a file or another program, the trend is written as numbers.

Exit code: 0, 1 when the collector cannot be reached or refuses, 2 asked wrongly.`,
  run: async (argv, io) => {
    const given = readArguments(report, argv)
    if (given.words[0]) throw new UsageError(`expected options only, got ${JSON.stringify(given.words[0])}. Is it meant for --url?`)
    const { test, json, lang } = given.options
    const language = languageOf(lang, io)
    const response = await remoteOf(given, io).get('/v1/report', { ...spanQuery(given), test: test ? '1' : undefined })
    const found = (await response.json()) as Report
    io.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : reportText(found, language, io))
    return OK
  },
}
