/** What a recipe asks and says with everything it can be told, and what of it depends on what. For the pages about recipes. Not shipped. */
import { all } from './all'
import { kit } from './kit'
import type { RecipeName } from './names'
import { takes } from './takes'
import type { Asked, Ends, Kit } from './types'

/** The shop of the examples. */
const brand = 'Maison Lumen'
/** Said otherwise where they are given, instead of a text more. */
const ALTERNATIVES = ['returnException', 'team']

export interface Parts {
  readonly asked: readonly Asked[]
  readonly ends: readonly Ends[]
  /** What “Why am I being asked?” says. */
  readonly why: unknown
}

/** The parts, as the recipe hands them to its kit; each fact is a `{name}`. */
const partsOf = (name: RecipeName, options: object, facts: Readonly<Record<string, string>>): Parts => {
  let asked: readonly Asked[] = []
  let ends: readonly Ends[] = []
  const watching: Kit = {
    ...kit,
    inOrder: (...given) => {
      ;[asked, ends] = given
      return kit.inOrder(...given)
    },
    // Names are no days, and no addresses.
    returnDays: () => {},
    noReviews: () => {},
  }
  // Options a recipe does not take are not read.
  const { survey } = all[name].make({ brand, facts, ...options } as never, watching)
  const values = { ...facts, brand }
  return { asked: kit.write(asked, values), ends: kit.write(ends, values), why: survey.why }
}

/** What there is with these options, and by each fact that is missing. */
export interface Case {
  readonly whole: Parts
  readonly without: readonly (readonly [fact: string, parts: Parts])[]
}
export interface Cases extends Case {
  /** By the option that is switched on, or given all its words. */
  readonly withOption: readonly (readonly [option: string, itsCase: Case])[]
}

export const casesOf = (name: RecipeName): Cases => {
  const names = Object.keys(takes[name].facts ?? {}).filter((fact) => !ALTERNATIVES.includes(fact))
  const facts = Object.fromEntries(names.map((fact) => [fact, `{${fact}}`]))
  const caseOf = (options: object): Case => ({
    whole: partsOf(name, options, facts),
    without: names.map((fact) => {
      const { [fact]: _, ...others } = facts
      return [fact, partsOf(name, options, others)]
    }),
  })
  return {
    ...caseOf({}),
    withOption: Object.entries(takes[name].options).flatMap(([option, kind]) =>
      kind === 'flag' || (typeof kind === 'object' && 'of' in kind)
        ? [[option, caseOf({ [option]: kind === 'flag' || kind.of })] as const]
        : [],
    ),
  }
}
