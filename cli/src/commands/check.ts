import { reviewText } from '../../../src/survey/check-review'
import { readArguments, UsageError } from '../arguments'
import { readText } from '../read'
import { type Command, FAILED, OK } from '../types'

export const check: Command = {
  name: 'check',
  usage: '<config…>',
  summary: 'Says every mistake of a configuration at once, and what to do about it.',
  options: {},
  run: async (argv, io) => {
    const { words: files } = readArguments(check, argv)
    if (!files[0])
      throw new UsageError('expected a configuration file, got none. E.g. peakend check peakend.json; - reads what is piped in.')
    let failed = false
    for (const file of files) {
      const { problems } = reviewText(await readText(file, io))
      for (const { message } of problems) io.stdout.write(`${file}: ${message}\n`)
      failed ||= problems.some(({ severity }) => severity === 'error')
    }
    return failed ? FAILED : OK
  },
}
