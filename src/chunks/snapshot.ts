import type { Survey, Text, Touchpoint } from '../survey/config'
import { type AnyQuestion, instrument, mainOf, textsOf } from '../survey/instrument'
import { isScale } from '../survey/scale'
import { tagOf } from '../survey/text'
import type { MomentRef, ResponseData, TouchpointRef } from '../survey/wire'
import { labelsOf } from '../widget/labels'
import type { Words } from '../widget/types'
import type { Asked, Gates, Shared } from './shared'

const pick = (from: object | undefined, names: readonly string[]) =>
  Object.fromEntries(Object.entries(from ?? {}).filter(([name]) => names.includes(name)))

/** Some pages have somebody's e-mail address in their own. */
const withoutMail = (path: string) =>
  path
    .split('/')
    .map((part) => (/.(@|%40).+\../i.test(part) ? '[e-mail]' : part))
    .join('/')

const touchpointOf = (touchpoint: Survey['touchpoint'], all: readonly Touchpoint[] = []): TouchpointRef => {
  const {
    id,
    stage,
    category,
    channel = 'web',
  } = typeof touchpoint === 'string' ? (all.find((one) => one.id === touchpoint) as Touchpoint) : touchpoint
  return { id, stage, category, channel }
}

/**
 * Revision 1 of a response: all that will be known of it but its answers. Only traits and properties that `send` names leave: `say` gives texts
 * as they are written where they would name others.
 */
export const snapshot = (
  shared: Shared,
  gates: Gates,
  { survey, trigger, moment, byHand, variant }: Asked,
  words: Words,
  say: (text: Text) => string,
  locales: readonly string[],
): ResponseData => {
  const { send = [], touchpoints } = shared.config
  const lookup = gates.lookup(moment, byHand?.context)
  const level = shared.level()
  const user = level === 'persistent' ? shared.user : null
  const main = mainOf(survey)
  const { text } = main
  const tag = tagOf(text, locales)
  const { type, name, props } = moment
  const sent: MomentRef = { type, name: withoutMail(name), props: pick(props, send) }
  const traits = Object.fromEntries(send.map((key) => [key, lookup('trait', key)]).filter(([, value]) => value != null))
  return {
    project: shared.project,
    survey: survey.id,
    surveyVersion: survey.version ?? null,
    wave: survey.wave ?? 1,
    instrument: instrument(
      survey,
      trigger,
      sent,
      {
        texts: textsOf(survey, say),
        labels: isScale(main) ? labelsOf(main, words, say) : ((main as AnyQuestion).labels ?? []).map(say),
        // A text that does not name its language is the same one in all of a language's countries.
        locale: typeof text === 'string' ? (tag.split('-')[0] as string) : tag,
        // Browsers mark a page that they have translated.
        translated: /translated-/.test(document.documentElement.className),
      },
      gates.shortHash,
    ),
    touchpoint: touchpointOf(survey.touchpoint, touchpoints),
    personas: gates.personas.filter(({ id }) => lookup('persona', id)).map(({ id }) => id),
    variant: variant ?? null,
    moment: sent,
    status: 'shown',
    answers: {},
    respondent: user
      ? { id: user, kind: 'user' }
      : { id: gates.device(), kind: ({ persistent: 'device', session: 'session', none: 'page' } as const)[level] },
    context: { path: withoutMail(location.pathname), device: lookup('context', 'device'), ...traits, ...byHand?.context },
    consent: level,
    test: byHand?.test === true || !!shared.pretend,
    sdk: VERSION,
    createdAt: new Date().toISOString(),
  }
}
