import type { TypeOf } from './free-text'

/** Whether it says how to reach somebody: nothing for a page of results. */
export const isContact = (key: string, typeOf: TypeOf): boolean => {
  const [question = '', part] = key.split('.')
  const type = typeOf(question) ?? ''
  return /^contact|^text\.(email|phone)$/.test(type) || (type === 'action' && part !== undefined)
}
