/** Why this visitor is asked: fetched when that is opened behind “⋯”. */
import type { Condition } from '../survey/condition'
import type { Persona, Survey, Text } from '../survey/config'
import { tagOf } from '../survey/text'
import { safeLink } from '../widget/questions/safe-link'
import type { Reasons } from '../widget/types'
import type { Asked, Shared } from './shared'
import { localesOf, spoken } from './spoken'
import { asksContact, canWrite } from './writing'

type Kind = Reasons['looked'][number]

/** What a name of the context tells of; what the page itself passes tells of the page. */
const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/^(device|touch|online|viewport|hour)\b/, 'device'],
  [/^lang(uage)?$/, 'language'],
  [/^(path|url|hash|host|query)\b/, 'page'],
  [/^visit(s|or)$/, 'visits'],
  [/^(referrer|utm)\b/, 'origin'],
]

/** What an audience rule looks at. */
const subjectsOf = (condition: Condition | undefined, personas: readonly Persona[]): Kind[] => {
  // A union of plain JSON shapes, read by key.
  const { all, any, none, persona, context, trait, event, prop } = (condition ?? {}) as Readonly<Record<string, never>>
  const inner = (all ?? any ?? none) as readonly Condition[] | undefined
  if (inner) return inner.flatMap((each) => subjectsOf(each, personas))
  // A persona is not made of personas.
  if (persona) return subjectsOf(personas.find(({ id }) => id === persona)?.when, [])
  if (context) return [kinds.find(([names]) => names.test(context))?.[1] ?? 'site']
  return trait ? ['traits'] : event || prop ? ['events'] : []
}

/** Where moments are offered: what is remembered, and that it stays here; in the language of the first question, as all our words. */
export const lookingBack = async ({ questions }: Survey, { load, tag }: Pick<Shared, 'load' | 'tag'>): Promise<string | undefined> => {
  const [first] = questions
  const locales = localesOf(tag)
  if (!first || !questions.some(({ type }) => type === 'moment')) return
  const lang = spoken([tagOf(first.text, locales), ...locales])
  return (await load(`moment-${lang}`).catch(() => load('moment-en'))).moment.why
}

/** The moment, what the audience rule looked at, what is kept. */
export const reasonsOf = ({ survey, trigger }: Asked, { config, chunk, options }: Shared, say: (text: Text) => string): Reasons => ({
  // What is looked back on may be over.
  on: trigger.on === 'journey' && trigger.visit ? 'returning' : trigger.on,
  isSample: (survey.sample ?? 1) < 1 || !!survey.holdout || !!survey.split,
  own: survey.why && say(survey.why),
  looked: [...new Set(subjectsOf(survey.audience, config.personas ?? []))],
  isScrubbed: `${options.scrub}` !== 'false' && canWrite(survey),
  asksContact: survey.questions.some(asksContact),
  privacy: config.privacy && safeLink(say(config.privacy), location.href),
  kept: async () => (await chunk('tools')).export(),
  forget: async () => (await chunk('tools')).forget(),
})

export { why } from '../widget/why'
