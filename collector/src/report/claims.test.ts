import { describe, expect, it } from 'vitest'
import { ALPHA } from '../metrics'
import { randomFrom } from './testing/random'
import { type World, withEffect, withoutEffect } from './testing/worlds'

const rounds = Number(process.env.CLAIMS_ROUNDS ?? 200)
const seed = Number(process.env.CLAIMS_SEED ?? 1)

/** The share of runs that claim something. */
const claims = async (name: string, world: World): Promise<number> => {
  const random = randomFrom(seed)
  let claimed = 0
  for (let round = 0; round < rounds; round++) if (await world(random)) claimed++
  if (process.env.CLAIMS_ROUNDS) console.log(`${((claimed / rounds) * 100).toFixed(2)} % ${name}`)
  return claimed / rounds
}

describe('where nothing has any effect, one in twenty claims at most', () => {
  it.each(Object.entries(withoutEffect))('%s', async (name, world) => {
    // Three standard errors of so many runs.
    expect(await claims(name, world)).toBeLessThanOrEqual(ALPHA + 3 * Math.sqrt((ALPHA * (1 - ALPHA)) / rounds))
  })
})

describe('where something has one, most runs find it', () => {
  it.each(Object.entries(withEffect))('%s', async (name, world) => expect(await claims(name, world)).toBeGreaterThan(0.8))
})
