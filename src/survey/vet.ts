import { must, triggersOf } from './compile'
import type { Condition } from './condition'
import type { EventTrigger, PathPatterns, Persona, Survey } from './config'
import { holds } from './holds'
import { isSafePattern, type Placed } from './pattern'

/** What each question type this build knows must have beside an id and a text. */
const needs: readonly (readonly [types: RegExp, list?: string])[] = [
  [/^(nps|csat|ces|rating|text|slider|date|message|moment)$/],
  [/^(choice|ranking)$/, 'options'],
  [/^matrix$/, 'rows'],
  [/^contact$/, 'fields'],
  [/^(consent|action)$/, 'label'],
]

/** Of a scale, NPS: no page should have to draw a million. */
const MAX_POINTS = 11

const isPattern = (pattern: string | { readonly matches: string }) => typeof pattern === 'string' || isSafePattern(pattern.matches)
const arePatterns = (patterns: PathPatterns = []) => [patterns].flat().every(isPattern)

/**
 * Throws when a condition of a survey is none, or a pattern could run long in a visitor's page: what `compile` leaves until something
 * is to be decided. Conditions of branches too, so that nothing breaks half-way through a survey.
 */
export const vet = (survey: Survey, personas: readonly Persona[]): void => {
  // A dry run looks at every part.
  const check = (condition: Condition | undefined) =>
    condition && holds(condition, (kind, name) => void must(kind !== 'persona' || personas.some(({ id }) => id === name)))
  check(survey.audience)
  for (const trigger of triggersOf(survey)) {
    // What some triggers have and others do not.
    const {
      where,
      path,
      not,
      near = '',
      cancelOn = [],
      steps = [],
    } = trigger as Partial<EventTrigger & Placed> & { readonly steps?: readonly Placed[] }
    check(where)
    must([near, cancelOn].flat(2).every((each) => typeof each === 'string'))
    for (const place of [{ path, not }, ...steps]) must(arePatterns(place.path) && arePatterns(place.not))
  }
  for (const variant of [survey, ...(survey.variants ?? [])]) {
    const { questions, endings = [], layout }: Pick<Survey, 'questions' | 'endings' | 'layout'> = { ...survey, ...variant }
    // Throws at an id that cannot become a text.
    Object.values(variant).join()
    // The name of a chunk to fetch comes of it.
    must(/^(card|modal|bar)$/.test(layout?.type ?? 'card'))
    for (const question of questions) {
      const need = needs.find(([types]) => types.test(question.type))
      // Read by name: which of them it has depends on its type. A dot in an id would make it a part of another question; a key `__proto__` is
      // lost in many programs, and the answer with it.
      must(
        question.id &&
          !/\.|^__proto__$/.test(question.id) &&
          question.text &&
          need &&
          (!need[1] || Object.values(question[need[1] as never] ?? {})[0]) &&
          // As many buttons are drawn.
          ((question as { readonly points?: number }).points ?? 5) <= MAX_POINTS,
      )
    }
    for (const rule of questions.flatMap(({ next = [] }) => next)) {
      check(rule.when)
      const [list, to] = 'goTo' in rule ? [questions, rule.goTo] : [endings, rule.end]
      must(list.some(({ id }) => id === to))
    }
  }
}

/** The personas whose rules are sound: a wrong one that no survey uses takes nothing down. */
export const soundPersonas = (personas: readonly Persona[] = []): readonly Persona[] =>
  [personas].flat().filter((persona) => {
    try {
      holds(persona.when, (kind) => void must(kind !== 'persona'))
      return true
    } catch {
      return false
    }
  })
