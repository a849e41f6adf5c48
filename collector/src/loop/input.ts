import { randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { ProblemError } from '../http/problem'
import { errorsOf } from '../ingest/errors'
import {
  type CaseChange,
  type Channel,
  type ChannelChange,
  type ChannelSecrets,
  type ChannelSettings,
  type DigestSettings,
  isKeeper,
  keepers,
  states,
  tellers,
} from '../store'
import { isTimeZone } from './digest-week'
import { checkUrl, Refused } from './guard'
import { homes } from './shapes'

const line = (length: number) =>
  z
    .string()
    .max(length)
    .transform((text) =>
      text
        .replaceAll('\u0000', '')
        .replace(/\p{Surrogate}/gu, '\ufffd')
        .trim(),
    )
const address = z.email().max(200)

const settings = {
  includeComment: z.boolean().optional(),
  includeContact: z.boolean().optional(),
  owner: line(200).optional(),
  to: z.array(address).max(20).optional(),
  toOwner: z.boolean().optional(),
  alerts: z.boolean().optional(),
  digest: z
    .union([
      z.null(),
      z.strictObject({
        weekday: z.int().min(1).max(7),
        hour: z.int().min(0).max(23),
        timeZone: z.string().max(64).refine(isTimeZone, { error: 'a time zone, e.g. Europe/Paris' }),
        whenEmpty: z.enum(['say', 'skip']).optional(),
      }),
    ])
    .optional(),
  language: z.enum(['en', 'fr']).optional(),
  identifyBy: z.enum(['email', 'id']).optional(),
  idProperty: z
    .string()
    .regex(/^[a-z]\w{0,99}$/, { error: 'the name of a property, e.g. customer_id' })
    .optional(),
}
const name = line(80).pipe(z.string().min(1))

export const channelSchema = z.strictObject({
  kind: z.enum([...tellers, ...keepers]),
  name,
  url: z.string().max(2000).optional(),
  key: line(500).optional(),
  ...settings,
})
export const changeSchema = z.strictObject({
  name: name.optional(),
  url: z.string().max(2000).optional(),
  paused: z.boolean().optional(),
  ...settings,
})
export const caseSchema = z.strictObject({
  state: z.enum(states).optional(),
  assignee: line(200).optional(),
  note: line(4000).optional(),
  gesture: line(400).optional(),
})

/** What is wrong with what was asked for. Nothing was changed. */
export class Invalid extends Error {
  constructor(readonly errors: readonly ProblemError[]) {
    super('invalid')
  }
}
const parse = <Output>(schema: z.ZodType<Output>, value: unknown): Output => {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  // An address or a key is a secret: it is not said back.
  throw new Invalid(errorsOf(parsed.error).map((error) => (/^(key|url)/.test(error.path) ? { ...error, got: 'something else' } : error)))
}

/** Leaves out what was not given: absent is not undefined. */
const given = <Value extends object>(value: Value) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [Key in keyof Value]?: Exclude<Value[Key], undefined>
  }

const expectedOf: Readonly<Record<Refused['reason'], string>> = {
  'not-https': 'an address with https://',
  'private-address': 'a public address',
  'bad-address': 'an address such as https://example.com/path, without a user or a password in it',
  'no-such-host': 'a host that there is',
}
const hintOf: Readonly<Record<Refused['reason'], string>> = {
  'not-https': 'http is for localhost alone, and only with LOOP_ALLOW_LOCAL=1.',
  'private-address': 'Channels reach no private, loopback or link-local address.',
  'bad-address': 'Write it whole.',
  'no-such-host': 'Look at its spelling.',
}

const urlOf = (text: string, allowLocal: boolean): string => {
  try {
    return checkUrl(text, allowLocal).href
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    // The whole of it may be a secret: Slack's is.
    throw new Invalid([{ path: 'url', expected: expectedOf[error.reason], got: error.reason, hint: hintOf[error.reason] }])
  }
}

const defaults: ChannelSettings = {
  includeComment: false,
  includeContact: false,
  owner: '',
  to: [],
  toOwner: false,
  alerts: true,
  digest: null,
  language: 'en',
  identifyBy: 'email',
  idProperty: 'peakend_user_id',
}

/** As Standard Webhooks asks for: 24 to 64 random bytes, in base64, with their prefix. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

const needsTo = (kind: Channel['kind'], { to, toOwner, alerts, digest }: ChannelSettings): void => {
  if (kind !== 'email') {
    if (digest !== null) throw new Invalid([{ path: 'digest', expected: 'a channel of e-mail', got: kind }])
    if (!alerts) throw new Invalid([{ path: 'alerts', expected: 'true, but for e-mail', got: 'false' }])
    return
  }
  if (to.length === 0 && digest !== null) throw new Invalid([{ path: 'to', expected: 'at least one address for the digest', got: 'none' }])
  if (to.length === 0 && !toOwner) throw new Invalid([{ path: 'to', expected: 'at least one address, or toOwner', got: 'none' }])
  if (!alerts && digest === null) throw new Invalid([{ path: 'alerts', expected: 'alerts, or a digest, or both', got: 'neither' }])
}

type DigestSent = z.infer<typeof changeSchema>['digest']
const isSame = (one: DigestSettings | null, other: NonNullable<DigestSent>): boolean =>
  one !== null && one.weekday === other.weekday && one.hour === other.hour && one.timeZone === other.timeZone

/** When it goes out from now on. Who changes only what is in it misses none. */
const digestOf = (sent: NonNullable<DigestSent>, before: DigestSettings | null, at: string): DigestSettings => ({
  ...sent,
  whenEmpty: sent.whenEmpty ?? before?.whenEmpty ?? 'say',
  since: before && isSame(before, sent) ? before.since : at,
})

export interface ChannelContext {
  readonly project: string
  readonly base: string
  readonly at: string
  readonly allowLocal: boolean
}

/** A channel from what a team asks for. Of a webhook the secret is made here, and shown once. */
export const channelFrom = (
  value: unknown,
  { project, base, at, allowLocal }: ChannelContext,
): { readonly channel: Channel; readonly secrets: ChannelSecrets } => {
  const { kind, name, url, key, digest, ...rest } = parse(channelSchema, value)
  const own: ChannelSettings = { ...defaults, ...given(rest), digest: digest ? digestOf(digest, null, at) : null }
  needsTo(kind, own)
  if (isKeeper(kind) && !key) throw new Invalid([{ path: 'key', expected: 'an API key', got: 'nothing' }])
  const home = isKeeper(kind) ? homes[kind] : ''
  const secret = kind === 'webhook' ? newSecret() : (key ?? '')
  return {
    channel: {
      project,
      id: randomUUID(),
      kind,
      name,
      url: kind === 'email' ? '' : urlOf(url?.trim() || home, allowLocal).replace(isKeeper(kind) ? /\/+$/ : /$^/, ''),
      settings: own,
      state: 'on',
      base,
      createdAt: at,
    },
    secrets: { secret, previous: '', previousUntil: '' },
  }
}

/** What a team changes about a channel. */
export const channelChange = (
  value: unknown,
  channel: Channel,
  { at, allowLocal }: Pick<ChannelContext, 'at' | 'allowLocal'>,
): ChannelChange => {
  const { name, url, paused, digest, ...rest } = parse(changeSchema, value)
  const before = channel.settings.digest
  const own: ChannelSettings = {
    ...channel.settings,
    ...given(rest),
    digest: digest ? digestOf(digest, before, at) : digest === null ? null : before,
  }
  needsTo(channel.kind, own)
  return {
    settings: own,
    ...(name === undefined ? {} : { name }),
    ...(url === undefined || channel.kind === 'email' ? {} : { url: urlOf(url, allowLocal) }),
    ...(paused === undefined ? {} : { state: paused ? 'paused' : 'on' }),
  }
}

/** What a team says was done. */
export const caseChange = (value: unknown): CaseChange => given(parse(caseSchema, value))

/** A channel as it may be read: of an address that is a secret, its host. */
export const shown = ({ project: _, base: __, ...channel }: Channel) => ({
  ...channel,
  url: channel.kind === 'slack' || channel.kind === 'teams' ? `${new URL(channel.url).origin}/…` : channel.url,
})
