import type { Advise, Advised } from './check-advice'
import { eachText } from './check-texts'
import { either, isObject, type Path, quote } from './check-words'
import type { Config, Text } from './config'

const canonical = (tag: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(tag.replace('_', '-'))[0]
  } catch {
    return
  }
}

interface Found {
  readonly at: Path
  readonly tags: readonly string[]
}

/** Languages that `all` have and one lacks. A text in French serves readers of Canadian French, not the other way round. */
const lacking = ({ tags }: Found, all: Iterable<string>): string[] =>
  [...new Set(all)].filter((tag) => !tags.includes(tag) && !tags.includes(tag.split('-')[0] ?? ''))

const languagesOf = (texts: readonly Found[]): string[] => texts.flatMap(({ tags }) => tags)

const adviseTags = (advise: Advise, { at, tags }: Found): void => {
  for (const tag of tags) {
    const right = canonical(tag)
    if (right === tag && /^[a-z]{2,3}\b/.test(tag)) continue
    const hint = right && right !== tag ? `Write ${quote(right)}.` : ''
    advise([...at, tag], 'language-tag', 'a language tag like "en" or "fr-CA"', quote(tag), hint)
  }
}

const textsOf = ({ survey, at }: Pick<Advised, 'survey' | 'at'>): Found[] => {
  const found: Found[] = []
  const look = (base: Path) => (inner: Path, text: unknown) => {
    if (isObject(text)) found.push({ at: [...base, ...inner], tags: Object.keys(text) })
  }
  eachText({ ...survey }, look(at))
  for (const [index, variant] of (survey.variants ?? []).entries()) eachText({ ...variant }, look([...at, 'variants', index]))
  return found
}

const missing = (advise: Advise, found: Found, all: Iterable<string>, others: string): void => {
  const lacks = lacking(found, all)
  if (lacks.length)
    advise(found.at, 'missing-language', `a text in ${either(lacks, 'and')} too, like others of ${others}`, either(found.tags, 'and'))
}

/** Languages some texts of a survey have and others lack, and tags no browser asks for. */
export const adviseLanguages = (advised: Advised): void => {
  const texts = textsOf(advised)
  const all = languagesOf(texts)
  for (const found of texts) {
    missing(advised.advise, found, all, 'this survey')
    adviseTags(advised.advise, found)
  }
}

/** Names of touchpoints and personas, and the address of the privacy notice, that lack a language others of them have. */
export const adviseNames = (
  { touchpoints = [], personas = [], surveys, privacy }: Config,
  places: ReadonlyMap<unknown, Path>,
  advise: Advise,
): void => {
  const inline = surveys.flatMap(({ touchpoint }, index) =>
    typeof touchpoint === 'string' ? [] : { ...touchpoint, at: [...(places.get(surveys[index]) ?? []), 'touchpoint'] },
  )
  const listed = [...touchpoints, ...personas].map((item) => ({ name: item.name, at: places.get(item) ?? [] }))
  const names = [...listed, ...inline].flatMap(({ name, at }: { name?: Text | undefined; at: Path }) =>
    isObject(name) ? { at: [...at, 'name'], tags: Object.keys(name) } : [],
  )
  if (isObject(privacy)) names.push({ at: ['privacy'], tags: Object.keys(privacy) })
  for (const found of names) {
    missing(advise, found, languagesOf(names), 'its kind')
    adviseTags(advise, found)
  }
}
