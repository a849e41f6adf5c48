import type { Condition } from './condition'
import type { Persona } from './config'
import { operators } from './holds'

interface Leaf {
  /** Of what: subject, name, and the window of an event. */
  readonly subject: string
  readonly operator: string
  readonly operand: never
  /** As it is written. */
  readonly text: string
}
/** Two conditions that cannot hold together, as they are written. */
export type Clash = readonly [string, string]

const leafOf = (condition: Condition): Leaf => {
  // A union of plain JSON shapes, read by key.
  const { withinDays, since, ...rest } = condition as unknown as Readonly<Record<string, unknown>>
  const [operator = ''] = Object.keys(rest).filter((key) => Object.hasOwn(operators, key))
  const { [operator]: operand, ...subject } = rest
  return { subject: JSON.stringify([subject, withinDays, since]), operator, operand: operand as never, text: JSON.stringify(condition) }
}

/** The values a leaf allows, where it names them. */
const namedBy = ({ operator, operand }: Leaf): readonly unknown[] | undefined =>
  operator === 'is' ? [operand] : operator === 'in' ? operand : undefined

const lower: readonly string[] = ['gt', 'gte']
const upper: readonly string[] = ['lt', 'lte']
const needsNoValue = ({ operator, operand }: Leaf) => operator === 'not' || operator === 'notIn' || (operator === 'exists' && !operand)

const clash = (a: Leaf, b: Leaf): boolean => {
  if (a.subject !== b.subject) return false
  if (a.operator === 'exists' && !a.operand && !needsNoValue(b)) return true
  if (namedBy(a)?.every((value) => !operators[b.operator]?.(value as never, b.operand))) return true
  if (!lower.includes(a.operator) || !upper.includes(b.operator)) return false
  return a.operand > b.operand || (a.operand === b.operand && !(a.operator === 'gte' && b.operator === 'lte'))
}

interface Parts {
  readonly leaves: Leaf[]
  readonly refused: string[]
  readonly choices: (readonly Condition[])[]
}

/** Everything that has to hold at once: what `all` lists, and what a persona is made of. */
const collect = (condition: Condition, personas: readonly Persona[], parts: Parts): void => {
  if ('all' in condition) for (const inner of condition.all) collect(inner, personas, parts)
  else if ('any' in condition) parts.choices.push(condition.any)
  else if ('none' in condition) parts.refused.push(...condition.none.map((inner) => JSON.stringify(inner)))
  else if ('persona' in condition) {
    parts.leaves.push({ subject: '', operator: '', operand: '' as never, text: JSON.stringify(condition) })
    const found = personas.find(({ id }) => id === condition.persona)
    if (found) collect(found.when, personas, parts)
  } else parts.leaves.push(leafOf(condition))
}

/** Two parts of a condition that contradict each other plainly, so that it never holds. What it takes thought to see is left alone. */
export const contradiction = (condition: Condition, personas: readonly Persona[]): Clash | undefined => {
  const parts: Parts = { leaves: [], refused: [], choices: [] }
  collect(condition, personas, parts)
  for (const a of parts.leaves) {
    if (parts.refused.includes(a.text)) return [a.text, `{"none":[${a.text}]}`]
    for (const b of parts.leaves) if (clash(a, b)) return [a.text, b.text]
  }
  // A choice is one only if something of it agrees with what has to hold anyway.
  for (const choice of parts.choices) {
    const clashes = choice.map((branch) => {
      const branchParts: Parts = { leaves: [], refused: [], choices: [] }
      collect(branch, personas, branchParts)
      return branchParts.leaves.flatMap((a) =>
        parts.leaves.flatMap((b): Clash[] => (clash(a, b) || clash(b, a) ? [[b.text, a.text]] : [])),
      )[0]
    })
    if (clashes.length && clashes.every(Boolean)) return clashes[0]
  }
  return
}
