import type { Advise } from './check-advice'
import { type Path, pathText } from './check-words'
import type { Config, Split } from './config'

type Part = Pick<Split, 'from' | 'to'>
const overlap = (a: Part, b: Part) => a.from < b.to && b.from < a.to

/** Whether two surveys on one moment want all of the same people. One with a part and one without, or parts of two draws, leave each other some. */
export const mayMeet = (a: Split | undefined, b: Split | undefined): boolean => (a && b ? a.name === b.name && overlap(a, b) : !a && !b)

/** What no part covers of everybody. */
const gaps = (parts: readonly Part[]): readonly Part[] => {
  const found: Part[] = []
  let covered = 0
  for (const { from, to } of [...parts].sort((a, b) => a.from - b.from)) {
    if (from > covered) found.push({ from: covered, to: from })
    covered = Math.max(covered, to)
  }
  return covered < 1 ? [...found, { from: covered, to: 1 }] : found
}
const partText = ({ from, to }: Part) => `${from} to ${to}`

/** Parts of one split that run into each other, and people whom none of them asks. The very same part twice is one group, on purpose. */
export const adviseSplits = ({ surveys }: Config, places: ReadonlyMap<unknown, Path>, advise: Advise): void => {
  const byName = new Map<string, { readonly split: Split; readonly at: Path }[]>()
  for (const { split, enabled, ...survey } of surveys.map((survey) => ({ ...survey, at: places.get(survey) ?? [] }))) {
    if (!split || enabled === false) continue
    const at = [...survey.at, 'split']
    const others = byName.get(split.name) ?? []
    const other = others.find(({ split: { from, to } }) => (from !== split.from || to !== split.to) && overlap(split, { from, to }))
    if (other)
      advise(
        at,
        'split-overlap',
        `a part of ${JSON.stringify(split.name)} of its own`,
        `${partText(split)}, beside ${partText(other.split)} of ${pathText(other.at)}`,
        'Who stands in both is asked by the one of higher "priority": let one begin where the other ends.',
      )
    byName.set(split.name, [...others, { split, at }])
  }
  for (const [name, parts] of byName) {
    const [gap] = gaps(parts.map(({ split }) => split))
    const [first] = parts
    if (gap && first)
      advise(
        first.at,
        'split-gap',
        `parts of ${JSON.stringify(name)} that make 0 to 1 together`,
        `nothing from ${partText(gap)}`,
        'Who stands there is asked by none of them. If that is meant, as a group to compare with, all is well.',
      )
  }
}
