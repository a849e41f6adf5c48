import type { RecipeEntry } from '../survey/config'

/**
 * The survey for what a page goes on asking of a vendor that is gone (`connectors/orphans`): the relationship, of customers for 30 days or more where that is known.
 * None where a survey of the team's waits for it, or bears its name.
 */
export const inherited = (names: string, written: readonly RecipeEntry[]): readonly RecipeEntry[] => {
  const recipe = 'relationship-nps'
  const all = JSON.stringify(written)
  const trigger = ['delighted', 'wootric']
    .filter((vendor) => RegExp(`(^|\\s)${vendor}(?![\\w-])`).test(names) && !all.includes(`"${vendor}_survey"`))
    .map((vendor) => ({ on: 'event', name: `${vendor}_survey`, cancelOn: [`${vendor}_stopped`] }) as const)
  if (!trigger[0] || written.some(({ id, recipe: own }) => (id ?? own) === recipe)) return []
  const why = {
    en: 'We ask our customers this question from time to time, at most once every 90 days.',
    fr: 'Nous posons cette question à nos clients de temps en temps, au plus une fois tous les 90\u00a0jours.',
  }
  // A score and a reason, as they asked: whom to write to is asked where the team says what becomes of it.
  return [{ recipe, with: { help: [], ambassador: [] }, trigger, audience: { none: [{ trait: 'daysSinceSignup', lt: 30 }] }, why }]
}
