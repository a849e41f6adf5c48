import { levelOf, type Platform } from './types'

/** True or false once it is decided: by the visitor, by an earlier choice, or by how the site has set it up. */
type State = Readonly<Record<string, unknown>>
const page = () => window as { tarteaucitron?: { readonly services?: State; readonly state?: State } }

/** tarteaucitron.js, where a service of our name is registered: it tells the document of each service that it adds and each answer. */
export const tarteaucitron: Platform = {
  isHere: (name) => page().tarteaucitron?.services?.[name],
  listen(say, name) {
    const read = () => {
      const state = page().tarteaucitron?.state?.[name]
      if (typeof state === 'boolean') say(levelOf(state))
    }
    const types = ['added', 'allowed', 'disallowed'].map((type) => `${name}_${type}`)
    for (const type of types) document.addEventListener(type, read)
    read()
    return () => {
      for (const type of types) document.removeEventListener(type, read)
    }
  },
}
