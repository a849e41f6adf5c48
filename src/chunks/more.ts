/** What is behind “⋯” and why one is asked: fetched when it is pressed. */
import type { Condition } from '../survey/condition'
import type { Persona, Text } from '../survey/config'
import type { Why } from '../widget/types'
import type { Asked, Shared } from './shared'

/** The kinds of subjects an audience rule looks at: `trait`, `event`, `persona`, and of the context which part. */
const subjectsOf = (condition: Condition | undefined, personas: readonly Persona[]): string[] => {
  // A union of plain JSON shapes, read by key.
  const { all, any, none, persona, context, ...leaf } = (condition ?? {}) as Readonly<Record<string, never>>
  if (persona) return subjectsOf(personas.find(({ id }) => id === persona)?.when, [])
  const inner = (all ?? any ?? none) as readonly Condition[] | undefined
  if (inner) return inner.flatMap((each) => subjectsOf(each, personas))
  return context ? [context] : Object.keys(leaf).slice(0, 1)
}

/** Why this visitor is asked, for “⋯”: the moment, what the audience rule looked at, what is stored. */
export const whyOf = ({ survey, trigger }: Asked, { config, level }: Shared, say: (text: Text) => string): Why => ({
  on: trigger.on,
  isSample: survey.sample !== undefined,
  looked: subjectsOf(survey.audience, config.personas ?? []),
  level: level(),
  privacy: config.privacy && say(config.privacy),
})

export { more } from '../widget/more'
