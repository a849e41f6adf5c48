const space = /[ \t\n\r]*/y
const lexeme =
  /[{}[\],:]|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** Index of the first character that keeps a text from being JSON (RFC 8259). Node's own message often leaves the place out. */
export const jsonErrorAt = (text: string): number => {
  const open: string[] = []
  /** What may come next: a value, a value or `]`, a key, a key or `}`, a colon, or what follows a value. */
  let state: 'value' | 'first' | 'key' | 'firstKey' | 'colon' | 'after' = 'value'
  let at = 0
  for (;;) {
    space.lastIndex = at
    space.exec(text)
    at = space.lastIndex
    lexeme.lastIndex = at
    const token = lexeme.exec(text)?.[0]
    if (token === undefined || (state === 'after' && open.length === 0)) return at
    const isString = token.startsWith('"')
    if (state === 'colon' && token === ':') state = 'value'
    else if ((state === 'key' || state === 'firstKey') && isString) state = 'colon'
    else if (state === 'after' && token === ',') state = open.at(-1) === '{' ? 'key' : 'value'
    else if ((state === 'after' || state === 'firstKey') && token === '}' && open.at(-1) === '{') {
      open.pop()
      state = 'after'
    } else if ((state === 'after' || state === 'first') && token === ']' && open.at(-1) === '[') {
      open.pop()
      state = 'after'
    } else if (state === 'value' || state === 'first') {
      if (token === '{' || token === '[') {
        open.push(token)
        state = token === '{' ? 'firstKey' : 'first'
      } else if (/^[}\],:]/.test(token)) return at
      else state = 'after'
    } else return at
    at = lexeme.lastIndex
  }
}

/** `line 12, column 3`, counted from 1. */
export const placeOf = (text: string, index: number): string => {
  const before = text.slice(0, index).split('\n')
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`
}
