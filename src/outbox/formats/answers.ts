import { isContact } from '../../survey/contact'
import type { Answer, ResponseData } from '../../survey/wire'

type Given = readonly (readonly [key: string, answer: Answer])[]

/** A response's answers in the order they were given; without those that say how to reach somebody, unless they may leave. */
export const answersOf = ({ answers, instrument }: ResponseData, contact: boolean | undefined): Given => {
  const types = instrument.types ?? {}
  const typeOf = (question: string) => types[question]
  return Object.entries(answers).filter(
    ([key, answer]) =>
      contact ||
      // Records of earlier builds do not say what a text is: it may be an address.
      (types[key.split('.')[0] as string] === undefined ? typeof answer !== 'string' : !isContact(key, typeOf)),
  )
}

/** A value of a context, however deep, as one cell: a list as its items, anything else that is not plain as JSON. */
export const flat = (value: unknown): unknown =>
  Array.isArray(value) && value.every((item) => Object(item) !== item)
    ? value.join(', ')
    : Object(value) === value
      ? JSON.stringify(value)
      : value

/** `<id>:<revision>`: the response, and which of its states this is. */
export const revisionOf = (id: string): readonly [response: string, revision: number] => {
  const cut = id.lastIndexOf(':')
  return [id.slice(0, cut), +id.slice(cut + 1)]
}
