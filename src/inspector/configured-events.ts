import { triggersOf } from '../survey/compile'
import type { Condition } from '../survey/condition'
import type { Survey } from '../survey/config'

/** Events that a condition counts. */
const counted = (condition: Condition | undefined): string[] => {
  if (!condition) return []
  // A union of plain JSON shapes, read by key.
  const { event, all, any, none } = condition as {
    readonly event?: string
    readonly all?: readonly Condition[]
    readonly any?: readonly Condition[]
    readonly none?: readonly Condition[]
  }
  return event ? [event] : (all ?? any ?? none ?? []).flatMap(counted)
}

/** Every event the surveys wait for, are called off by or count in their audience, and which surveys these are. */
export const configuredEvents = (surveys: readonly Survey[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  for (const survey of surveys) {
    const names = triggersOf(survey).flatMap((trigger) => [
      ...('name' in trigger ? [trigger.name] : []),
      ...('steps' in trigger ? trigger.steps.flatMap((step) => (step.on === 'event' ? step.name : [])) : []),
      ...('cancelOn' in trigger ? (trigger.cancelOn ?? []) : []),
    ])
    for (const name of new Set([...names, ...counted(survey.audience)])) found.set(name, [...(found.get(name) ?? []), survey.id])
  }
  return found
}

/** The events whose tracking calls for a survey: those worth firing to try one. */
export const triggeringEvents = (surveys: readonly Survey[]): string[] => [
  ...new Set(
    surveys.flatMap((survey) =>
      triggersOf(survey).flatMap((trigger) =>
        'name' in trigger
          ? trigger.name
          : 'steps' in trigger
            ? trigger.steps.flatMap((step) => (step.on === 'event' ? step.name : []))
            : [],
      ),
    ),
  ),
]
