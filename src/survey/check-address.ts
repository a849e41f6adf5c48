import { isObject, type Path, quote, type Report } from './check-words'

/** Addresses a link may lead to: the web, a mail, a call, or a place of this site. */
const SCHEMES = /^(https?|mailto|tel):/i

/** Browsers skip blanks and control characters in an address, and so do those who hide a script in one. */
const isUnsafe = (address: string): boolean => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what browsers leave out.
  const bare = address.replace(/[\u0000-\u0020\u00ad\u200b-\u200f\ufeff]/g, '')
  return /^[a-z][a-z\d+.-]*:/i.test(bare) && !SCHEMES.test(bare)
}

/** An address, or one per language, that runs no script. */
export const checkAddress = (report: Report, path: Path, address: unknown): void => {
  if (isObject(address)) for (const language of Object.keys(address)) checkAddress(report, [...path, language], address[language])
  if (typeof address === 'string' && isUnsafe(address))
    report(
      path,
      'unsafe-address',
      'an address that begins with https:, http:, mailto: or tel:, or one of this site like "/help"',
      quote(address),
      'Anything else is shown as text, not as a link.',
    )
}
