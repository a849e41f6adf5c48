import type { Around } from '../around'

/** Whatever a page hands over: it is read, never trusted. */
export type Given = Readonly<Record<string, unknown>>
export const given = (value: unknown): Given => Object(value) as Given

/** What a page asks of a vendor that is gone. */
export interface Call {
  /** Their id of the visitor. An address is none unless the team says so: it would be sent with every answer. */
  readonly id: unknown
  /** In memory only, as those of `identify`. */
  readonly traits: Given
  /** When the visitor signed up, milliseconds since the epoch; becomes the trait `daysSinceSignup`. */
  readonly since: number
  readonly locale: unknown
  /** Shown whatever the gates say, and kept out of results. */
  readonly isTest: boolean
  /** Of the event. */
  readonly props?: Given
}

const DAY_MS = 864e5

/**
 * What a page asks of a vendor becomes `identify` and the event `<vendor>_survey`, so that every gate holds; in a test the survey that waits for the event is
 * shown. `ask` throws nothing. `isOurs` tells such a survey by its id.
 */
export const takeOver = ({ handle, state, args }: Around, vendor: string) => {
  const event = `${vendor}_survey`
  const ours = () =>
    [...(state?.().surveys.values() ?? [])].find(({ trigger }) => [trigger].flat().some((one) => one.on === 'event' && one.name === event))
  const call = async ({ id, traits, since, locale, isTest, props }: Call) => {
    const days = Math.floor((Date.now() - since) / DAY_MS)
    const known = Object.entries({ ...traits, ...(days >= 0 && { daysSinceSignup: days }) }).filter(([, value]) => value != null)
    const { user = null, traits: before } = state?.() ?? {}
    const isId = /^(string|number)$/.test(typeof id) && id !== '' && (args?.[0] || !`${id}`.includes('@'))
    const own = isId ? `${id}` : user
    // To nobody in particular what is known is added here, to somebody it is added there.
    handle.identify(own, { ...(!own && before), ...Object.fromEntries(known) })
    if (typeof locale === 'string' && locale) handle.locale(locale)
    if (!isTest) return handle.track(event, props)
    // Which survey it is is known when the configuration is there.
    await handle.inspect()
    const survey = ours()
    if (survey) await handle.show(survey.id, { test: true })
  }
  return {
    ask: (what: Call) => void call(what).catch(() => {}),
    isOurs: (survey: string) => survey === ours()?.id,
  }
}
