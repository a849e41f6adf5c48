import { isObject, members } from './check-words'

type Node = Readonly<Record<string, unknown>>

const ids = (list: unknown, isMeant: (item: Node) => unknown = () => true): string[] =>
  members(list).flatMap((item) => (isObject(item) && typeof item.id === 'string' && isMeant(item) ? item.id : []))

/** What a question asks for beside its own answer: keys like `matrix.speed`. */
export const partsOf = ({ id, type, options, rows, fields, action }: Node): string[] => {
  const parts =
    type === 'matrix'
      ? ids(rows)
      : type === 'contact'
        ? members(fields)
        : type === 'choice'
          ? ids(options, ({ other }) => other === true)
          : type === 'moment'
            ? ['other', 'position']
            : type === 'action' && action === 'callback'
              ? ['phone']
              : []
  // One without an id is its own mistake.
  return typeof id === 'string' ? parts.map((part) => `${id}.${part}`) : []
}

/** Whether the question has an answer of its own, or only those of its parts. */
export const isWhole = ({ type }: Node): boolean => !/^(matrix|contact|message)$/.test(`${type}`)

/** Every key an answer may have, those of questions first. */
export const answersOf = (questions: unknown): string[] => {
  const nodes = members(questions).filter(isObject)
  return [...ids(nodes.filter(isWhole)), ...nodes.flatMap(partsOf)]
}
