import { describe, expect, it } from 'vitest'
import { check } from '../src/ingest/item'
import type { By, StoredToken } from '../src/store'
import { instrument, NOW, responseEvent } from './fixtures'
import { type StoreKind, useStore } from './stores'

const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString()
const root = (minutes = 0): By => ({ who: 'root', at: at(minutes) })
const shop = { id: 'shop', name: 'The shop', origins: ['https://shop.example'], contactDays: 30, retentionDays: 'forever' } as const
const token = (change: Partial<StoredToken> = {}) => ({
  id: 'tk_1',
  hash: 'a'.repeat(64),
  name: 'Anna',
  role: 'read' as const,
  projects: ['shop'],
  expiresAt: null,
  ...change,
})

/** What every store has to hold of projects, tokens and the trail. */
export const accessContract = ({ name, take }: StoreKind): void => {
  describe(`projects, tokens and the trail on ${name}`, () => {
    const store = useStore(take)
    const trail = async () => (await store.audit.list({}, null, 100)).map(({ who, action, target }) => [who, action, target])

    it('gives back a project as it was set up, and takes no second of its name', async () => {
      expect(await store.access.createProject(shop, root())).toBe(true)
      expect(await store.access.createProject({ ...shop, name: 'Another' }, root())).toBe(false)
      expect(await store.access.projects()).toEqual([{ ...shop, keyRequired: false, createdAt: at(0), keys: [] }])
      expect(await trail()).toEqual([['root', 'project.created', 'shop']])
    })

    it('changes what is named and leaves the rest', async () => {
      await store.access.createProject(shop, root())
      expect(await store.access.changeProject('shop', { origins: null, contactDays: null, retentionDays: 400 }, root())).toBe(true)
      expect(await store.access.changeProject('shop', {}, root())).toBe(true)
      expect(await store.access.projects()).toMatchObject([{ name: 'The shop', origins: null, contactDays: null, retentionDays: 400 }])
      expect(await store.access.changeProject('none', { name: 'x' }, root())).toBe(false)
      expect(await store.access.changeProject('none', {}, root())).toBe(false)
      expect(await trail()).toEqual([
        ['root', 'project.changed', 'shop'],
        ['root', 'project.created', 'shop'],
      ])
      expect((await store.audit.list({ action: 'project.changed' }, null, 9))[0]?.detail).toEqual({
        origins: null,
        contactDays: null,
        retentionDays: 400,
      })
    })

    it('wants a key from the first one on, has two valid at a time, and never forgets that it wanted one', async () => {
      await store.access.createProject(shop, root())
      expect(await store.access.addKey('none', 'pk_0', root())).toBe('no-project')
      expect(await store.access.addKey('shop', 'pk_1', root(1))).toBe('added')
      expect(await store.access.addKey('shop', 'pk_2', root(2))).toBe('added')
      expect(await store.access.addKey('shop', 'pk_3', root(3))).toBe('too-many')
      expect(await store.access.revokeKey('shop', 'pk_1', root(4))).toBe(true)
      expect(await store.access.revokeKey('shop', 'pk_1', root(5))).toBe(false)
      expect(await store.access.revokeKey('other', 'pk_2', root(5))).toBe(false)
      await store.access.changeProject('shop', { keyRequired: false }, root(6))
      expect(await store.access.addKey('shop', 'pk_3', root(7))).toBe('added')
      expect(await store.access.projects()).toMatchObject([
        {
          // A team that said so once is not asked again by the next key.
          keyRequired: false,
          keys: [
            { key: 'pk_1', createdAt: at(1), revokedAt: at(4) },
            { key: 'pk_2', revokedAt: null },
            { key: 'pk_3', revokedAt: null },
          ],
        },
      ])
    })

    it('has two keys valid at most, however many are made at the same time', async () => {
      await store.access.createProject(shop, root())
      const made = await Promise.all(Array.from({ length: 6 }, (_, index) => store.access.addKey('shop', `pk_${index}`, root())))
      expect(made.filter((one) => one === 'added')).toHaveLength(2)
      expect(made.filter((one) => one === 'too-many')).toHaveLength(4)
      expect((await store.audit.list({ action: 'key.added' }, null, 9)).length).toBe(2)
    })

    it('gives back a token, takes no second of its name, and forgets it when it is revoked', async () => {
      expect(await store.access.addToken(token(), root())).toBe(true)
      expect(await store.access.addToken(token({ id: 'tk_2', hash: 'b'.repeat(64) }), root())).toBe(false)
      expect(await store.access.addToken(token({ id: 'tk_3', name: 'Ben', projects: null, expiresAt: at(9) }), root())).toBe(true)
      await store.access.tokenUsed('tk_1', '2027-03-01')
      expect(await store.access.tokens()).toEqual([
        { ...token(), createdAt: at(0), usedOn: '2027-03-01' },
        { ...token({ id: 'tk_3', name: 'Ben', projects: null, expiresAt: at(9) }), createdAt: at(0), usedOn: null },
      ])
      expect(await store.access.revokeToken('tk_1', root())).toBe(true)
      expect(await store.access.revokeToken('tk_1', root())).toBe(false)
      expect((await store.access.tokens()).map(({ name }) => name)).toEqual(['Ben'])
      const [last] = await store.audit.list({}, null, 1)
      expect(last).toMatchObject({ action: 'token.revoked', target: 'tk_1', detail: { name: 'Anna' }, project: null })
      expect(JSON.stringify(await store.audit.list({}, null, 9))).not.toContain('aaaa')
    })

    it('writes down what is erased and by whom, and nothing of the person', async () => {
      const checked = check(
        responseEvent('a', 1, {
          instrument: instrument({ texts: { you: 'Where may we write to?' }, types: { you: 'contact' } }),
          answers: { csat: 4, 'you.email': 'someone@example.com' },
          status: 'answered',
          respondent: { id: 'someone-in-particular', kind: 'user' },
        }),
        'default',
        NOW,
      )
      if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
      await store.apply('default', [checked.item])
      const anna = { who: 'Anna', at: at(1) }
      expect(await store.deleteContacts('default', ['none'], anna)).toBe(0)
      expect(await store.deleteContacts('default', ['a'], anna)).toBe(1)
      expect(await store.erase('default', 'someone-in-particular', anna)).toBe(1)
      const written = await store.audit.list({ project: 'default' }, null, 9)
      expect(written).toMatchObject([
        { who: 'Anna', at: at(1), project: 'default', action: 'respondent.erased', detail: { responses: 1 } },
        { who: 'Anna', action: 'contacts.deleted', target: 'a', detail: { contacts: 1 } },
      ])
      expect(written[0]?.target).toMatch(/^[0-9a-f]{64}$/)
      expect(JSON.stringify(written)).not.toMatch(/someone/)
    })

    it('reads the trail page by page, the newest first, by project and by action', async () => {
      for (let index = 0; index < 7; index++) await store.access.createProject({ ...shop, id: `p${index}` }, root(index < 4 ? 0 : index))
      const first = await store.audit.list({}, null, 3)
      const second = await store.audit.list({}, first.at(-1)?.id ?? null, 3)
      const third = await store.audit.list({}, second.at(-1)?.id ?? null, 3)
      expect([...first, ...second, ...third].map(({ target }) => target)).toEqual(['p6', 'p5', 'p4', 'p3', 'p2', 'p1', 'p0'])
      expect(await store.audit.list({ project: 'p3' }, null, 9)).toHaveLength(1)
      expect(await store.audit.list({ project: 'p3', action: 'key.added' }, null, 9)).toEqual([])
      expect(await store.audit.actions()).toEqual(['project.created'])
      expect(await store.audit.actions('p3')).toEqual(['project.created'])
      expect(await store.audit.actions('none')).toEqual([])
    })

    it('forgets the trail by age alone', async () => {
      await store.access.createProject({ ...shop, id: 'old' }, root(0))
      await store.access.createProject({ ...shop, id: 'new' }, root(5))
      expect(await store.audit.expire(at(5))).toBe(1)
      expect((await store.audit.list({}, null, 9)).map(({ target }) => target)).toEqual(['new'])
    })

    it('writes nothing down of what failed', async () => {
      await store.access.createProject(shop, root())
      // A name that no column takes, to fail inside of the transaction.
      await expect(store.access.changeProject('shop', { name: null as never }, root())).rejects.toThrow()
      expect(await trail()).toEqual([['root', 'project.created', 'shop']])
    })

    it('lets what has had its time go by project', async () => {
      const items = ['default', 'shop'].map((project) => {
        const checked = check(responseEvent(`of-${project}`, 1, { project, score: 4 }), project, NOW)
        if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
        return [project, checked.item] as const
      })
      for (const [project, item] of items) await store.apply(project, [item])
      expect(await store.expire({ responses: at(9) }, (project) => project === 'shop')).toEqual({ responses: 1, contacts: 0 })
      expect(await store.page({ project: 'default' }, '', 9)).toHaveLength(1)
      expect(await store.page({ project: 'shop' }, '', 9)).toEqual([])
    })
  })
}
