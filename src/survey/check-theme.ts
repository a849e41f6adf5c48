import { isObject, type Path, type Report, show } from './check-words'

/** A token is a CSS value and no more: nothing that ends its declaration, nothing that is fetched. Whether it is a colour, browsers know. */
export const checkTheme = (report: Report, path: Path, theme: unknown): void => {
  if (!isObject(theme)) return
  for (const [token, value] of Object.entries(theme)) {
    if (isObject(value)) checkTheme(report, [...path, token], value)
    else if (typeof value === 'string' && /[;{}<]|url\(/i.test(value))
      report([...path, token], 'wrong-css', 'a CSS value', show(value), 'Leave out “;”, braces and url(): it is ignored.', 'advice')
  }
}
