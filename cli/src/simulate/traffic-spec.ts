/** `shop:visitors=5000,days=90,seed=7`: generated traffic, as it is written on the command line. */
import { didYouMean, either } from '../../../src/survey/check-words'
import { isCount, isShare, isZone } from './shape'
import type { TrafficOptions } from './traffic'

type Setting = readonly [expected: string, read: (text: string) => unknown]
const whole: Setting = ['a whole number above 0', (text) => (/^\d+$/.test(text) && Number(text) > 0 ? Number(text) : undefined)]
const share: Setting = ['a share from 0 to 1', (text) => (text && isShare(Number(text)) ? Number(text) : undefined)]
const settings: { readonly [Key in keyof Required<TrafficOptions>]: Setting } = {
  visitors: whole,
  days: whole,
  seed: ['a number', (text) => (isCount(Number(text)) ? Number(text) : undefined)],
  start: ['a date like 2027-01-01', (text) => (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined)],
  timeZone: ['an IANA time zone like Europe/Paris', (text) => (isZone(text) ? text : undefined)],
  consent: share,
  purpose: share,
}

/** Whether a word asks for generated traffic, not for a file. */
export const isTraffic = (word: string): boolean => /^shop(:|$)/.test(word)

/** Throws a `RangeError` that says what is wrong. `today`: the first day, where none is given. */
export const readTraffic = (word: string, today: string): TrafficOptions => {
  const options: Record<string, unknown> = { start: today }
  for (const part of word.replace(/^shop:?/, '').split(',')) {
    if (!part) continue
    const [name = '', ...value] = part.split('=')
    const setting = Object.hasOwn(settings, name) ? settings[name as keyof TrafficOptions] : undefined
    if (!setting)
      throw new RangeError(`${part}: expected ${either(Object.keys(settings))}. ${didYouMean(name, Object.keys(settings))}`.trim())
    const [expected, read] = setting
    options[name] = read(value.join('='))
    if (options[name] === undefined) throw new RangeError(`${name}: expected ${expected}, got ${value.join('=') || 'nothing'}.`)
  }
  return options as unknown as TrafficOptions // each by its own reader
}
