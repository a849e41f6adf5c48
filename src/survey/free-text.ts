/** What a question asks for: its type, and of a text its format (`text.email`), by its id. */
export type TypeOf = (question: string) => string | undefined

/**
 * Whether an answer was written by somebody: a text, a way to reach them, what “other” is, a number to call back. It stays out of what every
 * script of the page hears. `key` is the answer's; of an unknown question one had better think so.
 */
export const isFreeText = (key: string, typeOf: TypeOf): boolean => {
  const [question, part] = key.split('.')
  const type = typeOf(question as string) // a split has a first part
  return !type || /^(text|contact)/.test(type) || (!!part && type !== 'matrix')
}

/** The same without what says how to reach somebody, which was asked for: nothing else that is written may hold that. */
export const isComment = (key: string, typeOf: TypeOf): boolean => {
  const [question = '', part] = key.split('.')
  const type = typeOf(question)
  return !type || (part ? /^(?!matrix|contact|action)/ : /^text(?!\.(email|phone))/).test(type)
}
